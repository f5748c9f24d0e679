"""Objections: in time, once, decided by someone else; upheld, both figures stay (G5)."""

from datetime import timedelta
from decimal import Decimal
from unittest import mock

import pytest

from concord.apps.grassroots.evaluation.models import Counted, Figure, Objection, Sheet
from concord.apps.grassroots.evaluation.tests.conftest import KINDS, Month
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Person

WHY = "这件事是上级要求暂缓的。"


def named(month: Month, kind: str = "sighting") -> list[int]:
    """A matter of the figure that tess may read."""
    declare_system()
    return list(Counted.objects.filter(figure=month.figure(), matter__kind=kind).values_list("matter", flat=True)[:1])


def objected(month: Month, who: str = "tess", **more: object) -> int:
    said = {"matters": named(month), "reason": WHY, **more}
    return month.browser(who).send(f"/api/evaluation/figures/{month.figure().pk}/objection", said).status_code


@pytest.mark.parametrize(
    ("who", "answer"), [("tess", 201), ("ted", 201), ("nico", 404), ("dora", 404), ("sue", 404), ("bo", 404)]
)
def test_the_unit_objects_and_nobody_else(month: Month, who: str, answer: int) -> None:
    month.publish()
    assert objected(month, who) == answer
    declare_system()
    assert Objection.objects.count() == int(answer == 201)
    assert Task.objects.filter(kind="decide_evaluation_objection", done_at=None).count() == int(answer == 201)


def test_what_cannot_be_objected_to_is_refused(month: Month) -> None:
    month.publish()
    assert objected(month, matters=named(month, "dispute")) == 409  # not hers to read
    assert objected(month, matters=[10**9]) == 409
    assert objected(month, reason=" ") == 422
    late = month.sheet().objection_until + timedelta(days=1)
    with mock.patch("concord.apps.grassroots.evaluation.api.doors.localdate", return_value=late):
        assert objected(month) == 409
    declare_system()
    assert not Objection.objects.exists()
    assert (objected(month), objected(month)) == (201, 409)


@pytest.mark.parametrize(("who", "answer"), [("alice", 200), ("tess", 404), ("nina", 404), ("sue", 404), ("otto", 404)])
def test_someone_else_decides(month: Month, who: str, answer: int) -> None:
    month.publish()
    objected(month)
    address = f"/api/evaluation/objections/{Objection.objects.get().pk}/decision"
    said = {"upheld": False, "answer": "登记无误。"}
    assert month.browser(who).send(address, said).status_code == answer
    declare_system()
    assert Objection.objects.get().upheld is (False if answer == 200 else None)
    assert Sheet.objects.filter(corrects__isnull=False).count() == 0


def test_upheld_it_corrects_and_both_figures_stay(month: Month) -> None:
    month.publish()
    old, taken_out = month.sheet(), named(month)
    objected(month)
    address = f"/desk/evaluation/objections/{Objection.objects.get().pk}/"
    assert month.browser("alice").post(address, {"upheld": "yes", "answer": "异议成立。"}).status_code == 302
    new = month.sheet()
    assert (new.corrects_id, month.figure().denominator, month.figure().value) == (old.pk, 4, Decimal("75.00"))
    assert Figure.objects.get(sheet=old, part="in_time").denominator == 5
    declare_system()
    assert not Counted.objects.filter(figure=month.figure(), matter__in=taken_out).exists()
    assert not Task.objects.filter(kind="decide_evaluation_objection", done_at=None).exists()
    assert month.browser("alice").post(address, {"upheld": "no", "answer": "再议"}).status_code == 409


def test_the_pages_of_an_objection(month: Month) -> None:
    month.publish()
    tess, address = month.browser("tess"), f"/desk/evaluation/figures/{month.figure().pk}/object/"
    assert tess.get(address).status_code == 200
    assert tess.post(address, {"matters": named(month), "reason": WHY}).status_code == 302
    assert WHY in tess.get("/desk/evaluation/objections/").content.decode()
    assert WHY in month.browser("alice").get("/desk/evaluation/objections/").content.decode()
    assert month.browser("nico").get("/api/evaluation/objections").json()["items"] == []
    assert month.browser("sue").get(f"/desk/evaluation/sheets/{month.sheet().pk}/").status_code == 200


@pytest.mark.parametrize(
    ("who", "sees"),
    [("tess", 1), ("ted", 1), ("sue", 1), ("alice", 1), ("nico", 0), ("mei", 0), ("otto", 0), ("bo", 0)],
)
def test_the_database_shows_an_objection_to_those_concerned_only(month: Month, who: str, sees: int) -> None:
    month.publish()
    objected(month)
    declare_reader(Person.objects.get(username=who))
    assert Objection.objects.count() == sees


def test_who_decides_reads_which_matters_are_named(month: Month) -> None:
    month.publish()
    objected(month)
    declare_system()
    objection = Objection.objects.get()
    numbers = set(Matter.objects.filter(pk__in=objection.matters).values_list("number", flat=True))
    page = month.browser("alice").get(f"/desk/evaluation/objections/{objection.pk}/").content.decode()
    assert numbers == {f"EV-{number}" for number in range(len(KINDS)) if f"EV-{number}<" in page}
