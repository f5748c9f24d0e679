"""Figures: equal to a count by hand, open to exactly their matters, corrected without being overwritten (G5)."""

from decimal import Decimal
from random import Random

import pytest
from django.db import InternalError, ProgrammingError, connection, transaction

from concord.apps.grassroots.evaluation.formula import load
from concord.apps.grassroots.evaluation.formulae import newest
from concord.apps.grassroots.evaluation.models import Figure, FormulaVersion, Sheet
from concord.apps.grassroots.evaluation.services.reckoning import reckon
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system

WHO = [("tess", 200), ("sue", 200), ("alice", 200), ("nico", 404), ("dora", 404), ("otto", 404), ("bo", 404)]


def test_a_number_equals_a_count_by_hand(month: Month) -> None:
    assert month.publish().status_code == 201
    figure = month.figure()
    assert (figure.numerator, figure.denominator, figure.value) == (4, 5, Decimal("80.00"))
    assert figure.points == Decimal("21.00")  # (80 - 50) / (100 - 50) of 35
    assert month.figure("no_red").value == Decimal("100.00")
    assert month.figure("orders").value is None  # nothing was ordered: no number is shown
    sheet = month.sheet()
    assert (sheet.total, sheet.weight) == (Decimal("41.00"), 55)


def test_opening_a_number_lists_exactly_its_matters(month: Month) -> None:
    month.publish()
    client, found, cursor = month.browser("tess"), [], ""
    while cursor is not None:
        address = f"/api/evaluation/figures/{month.figure().pk}/matters"
        page = client.get(address, {"size": 2, "cursor": cursor}).json()
        found += [(one["matter"], one["kept"]) for one in page["items"]]
        unseen, cursor = page["unseen"], page["next"]
    declare_system()
    of_sightings = [(task.matter_id, True) for task in month.tasks[3:]]
    assert (found, unseen) == (of_sightings, 3)  # disputes are not hers to read: only their number is shown
    seen = month.browser("sue").get(f"/api/evaluation/figures/{month.figure().pk}/matters").json()
    assert [one["matter"] for one in seen["items"]] == [task.matter_id for task in month.tasks]
    assert [one["kept"] for one in seen["items"]] == [False, True, True, True, True]


@pytest.mark.parametrize(("who", "answer"), WHO)
def test_a_sheet_exists_for_its_body_and_its_leaders_only(month: Month, who: str, answer: int) -> None:
    month.publish()
    client, sheet, figure = month.browser(who), month.sheet(), month.figure()
    for address in (
        f"/desk/evaluation/sheets/{sheet.pk}/",
        f"/desk/evaluation/figures/{figure.pk}/",
        f"/api/evaluation/sheets/{sheet.pk}",
        f"/api/evaluation/figures/{figure.pk}/matters",
    ):
        assert client.get(address).status_code == answer, address
    listed = client.get("/api/evaluation/sheets").json()["items"]
    assert (sheet.pk in [one["id"] for one in listed]) == (answer == 200)


@pytest.mark.parametrize(("who", "sees"), [("tess", True), ("ted", True), ("sue", False), ("alice", False)])
def test_a_persons_figures_are_for_that_person_and_the_head_of_the_body(month: Month, who: str, sees: bool) -> None:
    month.publish("staff")
    sheet = month.sheet(person__username="tess")
    answer = month.browser(who).get(f"/desk/evaluation/sheets/{sheet.pk}/").status_code
    assert answer == (200 if sees else 404)


@pytest.mark.parametrize(("who", "answer"), [("tess", 404), ("alice", 404), ("nico", 404), ("bo", 404), ("otto", 404)])
def test_only_who_publishes_publishes(month: Month, who: str, answer: int) -> None:
    said = {"formula": "township", "period": month.over.code}
    assert month.browser(who).send("/api/evaluation/sheets", said).status_code == answer
    assert month.browser(who).post("/desk/evaluation/publish/", said).status_code == answer
    assert not Sheet.objects.exists()


@pytest.mark.parametrize(
    ("formula", "period"), [("township", "2099-01"), ("township", "2026-13"), ("nothing", ""), ("township", "2025-11")]
)
def test_what_cannot_be_published_is_refused(month: Month, formula: str, period: str) -> None:
    said = {"formula": formula, "period": period or month.over.code}
    assert month.browser("sue").send("/api/evaluation/sheets", said).status_code == 409
    assert not Sheet.objects.exists()


def test_published_once_and_then_corrected_with_both_kept(month: Month) -> None:
    assert (month.publish().status_code, month.publish().status_code) == (201, 409)
    old, client = month.sheet(), month.browser("sue")
    address = f"/api/evaluation/sheets/{old.pk}/correct"
    assert client.send(address, {"why": "再算一次"}).status_code == 409  # nothing changed
    declare_system()
    Task.objects.filter(pk=month.tasks[0].pk).update(done_at=month.tasks[1].done_at)
    assert client.send(address, {"why": "办结日期登记有误"}).status_code == 201
    new = month.sheet()
    assert (new.corrects_id, new.why, month.figure().value) == (old.pk, "办结日期登记有误", Decimal(100))
    assert Figure.objects.get(sheet=old, part="in_time").value == Decimal(80)
    assert client.send(address, {"why": "又来"}).status_code == 409
    page = month.browser("tess").get(f"/desk/evaluation/sheets/{new.pk}/").content.decode()
    assert f"/desk/evaluation/sheets/{old.pk}/" in page
    declare_system()
    assert Act.objects.filter(kind="FiguresCorrected").count() == 1


@pytest.mark.parametrize("table", ["sheet", "figure", "formulaversion"])
def test_the_database_keeps_what_was_published(month: Month, table: str) -> None:
    month.publish()
    with pytest.raises((InternalError, ProgrammingError)), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"DELETE FROM evaluation_{table}")


def test_parts_add_up_and_reckoning_again_gives_the_same(month: Month) -> None:
    dice, units = Random(5), [month.cast.body("township").pk]
    declare_system()
    for _time in range(12):
        for task in Task.objects.all():
            task.due_on = dice.choice([month.over.first, month.over.last, None])
            task.done_at = dice.choice([task.done_at, None])
            task.save(update_fields=["due_on", "done_at"])
        for formula in newest():
            first, again = reckon(formula, units, month.over), reckon(formula, units, month.over)
            for whom, one in first.items():
                known = [(f.part, f.numerator, f.denominator, f.value, f.points) for f in one.figures]
                assert known == [(f.part, f.numerator, f.denominator, f.value, f.points) for f in again[whom].figures]
                assert all(figure.numerator <= figure.denominator for figure in one.figures)
                assert one.total == sum(figure.points or 0 for figure in one.figures) <= 100


def test_a_published_formula_is_sound_and_public(month: Month) -> None:
    assert FormulaVersion.objects.count() == 5
    for row in FormulaVersion.objects.all():
        assert sum(part.weight for part in load(row.source).parts) == 100
        assert month.browser().get(f"/formulae/{row.code}/").status_code == 200
        told = month.browser().get(f"/api/formulae/{row.code}").json()
        assert row.version in [one["version"] for one in told]
        assert month.browser().get(f"/formulae/{row.code}/", {"version": row.version, "beside": 1}).status_code == 200
    assert month.browser().get("/formulae/nothing/").status_code == 404
