"""Red work opens one case, with the right supervisors; a supervisor may open one before; others may not (G3)."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, transaction
from django.utils.timezone import localdate

from concord.apps.grassroots.supervision.models import Case, Follower, LateWork
from concord.apps.grassroots.supervision.services.opening import follow_late_work
from concord.apps.grassroots.supervision.tests.conftest import Office, make_office
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.notices.models import Notice
from tests.ground.cast import Cast

TODAY = localdate()


def followers(case: Case) -> dict[str, str]:
    declare_system()
    return {one.organisation.name: one.rule for one in case.followers.select_related("organisation")}


def told(case: Case) -> set[str]:
    """The accounts that were told of it in their inbox."""
    declare_system()
    return set(Notice.objects.filter(matter=case.pk).values_list("person__username", flat=True))


def test_red_work_opens_one_case_with_the_inspection_office_however_often_the_day_passes(office: Office) -> None:
    task = office.late()
    for _again in range(3):
        office.a_day_passes()
    case = office.case()
    assert (case.about_id, case.responsible.name) == (office.about.pk, "米市巷街道社会治理中心")
    assert followers(case) == {"inspection": "inspection"}
    assert list(case.late_work.values_list("task", flat=True)) == [task.pk]
    assert told(case) == {"inga", "tess"}


def test_yellow_work_is_watched_and_opens_nothing(office: Office) -> None:
    office.late(days=14)
    office.a_day_passes()
    page = office.browser("inga").get("/api/supervision/watch").json()
    assert [(one["light"], one["case"]) for one in page["items"]] == [("yellow", None)]
    declare_system()
    assert not Case.objects.exists()


def test_work_that_is_not_governed_is_not_followed(office: Office) -> None:
    office.late("triage")
    office.a_day_passes()
    declare_system()
    assert not Case.objects.exists()


def test_public_interest_brings_in_the_procuratorate(office: Office) -> None:
    declare_system()
    Matter.objects.filter(pk=office.about.pk).update(topic="P10")
    office.about.refresh_from_db()
    assert followers(office.opened()) == {"inspection": "inspection", "procuratorate": "interest"}


def test_the_third_case_of_a_body_brings_in_the_discipline_body(office: Office) -> None:
    declare_system()
    for number in (2, 3):
        office.about = Matter.objects.create(
            number=f"WG-TEST-{number}", kind="sighting", title="又一件", topic="P09",
            place=office.about.place, stage="handed_on", law_as_of=office.about.law_as_of,
        )  # fmt: skip
        office.late()
    office.a_day_passes()
    declare_system()
    office.about = Matter.objects.get(number="WG-TEST-1")
    office.late()
    office.a_day_passes()
    declare_system()
    newest = Case.objects.order_by("-pk")[0]
    assert followers(newest) == {"inspection": "inspection", "discipline": "repeated"}
    assert Follower.objects.filter(rule="repeated").count() == 1


def test_more_late_work_of_the_same_body_joins_the_case(office: Office) -> None:
    case = office.opened()
    office.late("decision")
    office.a_day_passes()
    declare_system()
    assert [case.pk] == list(Case.objects.values_list("pk", flat=True))
    assert case.late_work.count() == 2
    assert Act.objects.filter(matter_id=case.pk, kind="MoreWorkLate").count() == 1


def test_a_body_never_follows_itself(office: Office) -> None:
    declare_system()
    task = office.late()
    Task.objects.filter(pk=task.pk).update(organisation=office.bodies["inspection"])
    office.a_day_passes()
    assert followers(office.case()) == {}
    assert office.browser("inga").get(f"/desk/supervision/{office.case().pk}/").status_code == 200
    assert office.browser("inga").send(f"/supervision/{office.case().pk}/close", {"outcome": "无"}).status_code == 404


@pytest.mark.parametrize(
    ("who", "answer"), [("inga", 201), ("sue", 201), ("tess", 404), ("nils", 404), ("gone", 404), ("rita", 404)]
)
def test_who_has_work_followed_by_hand(office: Office, who: str, answer: int) -> None:
    office.late(days=1)
    said = {"body": office.cast.body("township").pk, "reason": "群众反映强烈"}
    made = office.browser(who).send(f"/matters/{office.about.pk}/supervision", said)
    assert made.status_code == answer
    declare_system()
    assert Case.objects.count() == (1 if answer == 201 else 0)


def test_what_is_refused_by_hand(office: Office) -> None:
    office.late(days=1)
    inga, path = office.browser("inga"), f"/matters/{office.about.pk}/supervision"
    township, labour = office.cast.body("township").pk, office.cast.body("labour").pk
    assert inga.send(path, {"body": labour, "reason": "与它无关"}).status_code == 409
    assert inga.send(path, {"body": township, "reason": " "}).status_code == 422
    assert inga.send(path, {"body": township, "reason": "第一次"}).status_code == 201
    assert inga.send(path, {"body": township, "reason": "第二次"}).status_code == 409


@pytest.mark.django_db(transaction=True)
def test_two_workers_open_one_case() -> None:
    with transaction.atomic():
        office = make_office(Cast())
        late = [office.late(), office.late("decision")]
    together = Barrier(len(late))

    def work(task: Task) -> int | None:
        try:
            together.wait(timeout=10)
            with transaction.atomic():
                declare_system()
                case = follow_late_work(
                    Task.objects.select_related("matter__lead", "organisation").get(pk=task.pk), TODAY
                )
                return case.pk if case else None
        finally:
            connection.close()

    with ThreadPoolExecutor(len(late)) as pool:
        opened = set(pool.map(work, late))
    with transaction.atomic():
        declare_system()
        assert opened == set(Case.objects.values_list("pk", flat=True))
        assert (len(opened), LateWork.objects.count()) == (1, 2)
