"""Accuracy is counted from what was drawn at random, shown with its interval, and watched."""

from collections.abc import Callable
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import transaction
from django.test import Client
from django.utils import timezone
from django.utils.timezone import localdate
from openpyxl import load_workbook

from concord.apps.insight.classes.jobs import look_over_county
from concord.apps.insight.classes.judgements import judged
from concord.apps.insight.classes.listeners import tell_who_watches
from concord.apps.insight.classes.models import Drift, Judged
from concord.apps.insight.classes.services.watching import watch_county
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.notices.models import Notice
from tests.classes.conftest import WORDS, Report
from tests.ground.cast import COUNTY

HOME = "/desk/classes/accuracy/"
Browser = Callable[[str], Client]


def answers(matter: int, *said: tuple[str, str], via: str = "audit") -> None:
    """Answers about a matter: what the machine said, and what a person said."""
    with transaction.atomic():
        declare_system()
        Judged.objects.bulk_create(
            judged(
                matter, via=via, source="web", proposed=machine, first_three=[machine, "C16-1"], chosen=person,
                model="m", by=None, at=timezone.now(),
            )
            for machine, person in said
        )  # fmt: skip


@pytest.fixture
def counted(report: Report) -> int:
    """Six answers of the sample, four of them like the machine's; one to a chosen question does not count."""
    matter = report(WORDS[1])
    answers(matter, *[("C11-1", "C11-1")] * 3, ("C11-1", "C11-2"), ("C11-1", "C16-1"), ("none", "C07-1"))
    answers(matter, ("C11-1", "C01-1"), via="queue")
    return matter


def test_it_counts_categories_of_the_sample_only(counted: int, browser: Browser) -> None:
    told = browser("sue").get("/api/classes/accuracy?by=category").json()
    assert told["whole"]["answers"] == 6
    assert told["whole"]["first"]["share"] == pytest.approx(4 / 6)
    assert told["whole"]["three"]["share"] == pytest.approx(5 / 6)
    by_key = {row["key"]: row for row in told["rows"]}
    assert by_key["C11"]["answers"] == 4
    assert by_key["C07"]["first"]["high"] < 1
    assert browser("sue").get("/api/classes/accuracy?by=category&all=true").json()["whole"]["answers"] == 7


@pytest.mark.parametrize("by", ["month", "source", "category", "place"])
def test_the_page_and_the_sheet_say_the_same(counted: int, browser: Browser, by: str) -> None:
    page = browser("sue").get(f"{HOME}?by={by}").content.decode()
    assert "67%" in page
    content = browser("sue").get(f"{HOME}sheet/?by={by}").content
    rows = list(load_workbook(BytesIO(content)).worksheets[0].iter_rows(values_only=True))
    assert rows[-1][1:3] == (6, 0.6667)


@pytest.mark.parametrize(("who", "code"), [("sue", 200), ("oscar", 200), ("carol", 404), ("otto", 404), ("zed", 404)])
def test_who_sees_it(counted: int, browser: Browser, who: str, code: int) -> None:
    assert browser(who).get(HOME).status_code == code
    assert browser(who).get("/api/classes/accuracy").status_code == code


def test_the_next_county_counts_its_own(counted: int, browser: Browser) -> None:
    assert browser("nina").get("/api/classes/accuracy").json()["whole"]["answers"] == 0


def test_a_fall_of_agreement_rings_once_and_is_told(report: Report, browser: Browser) -> None:
    matter = report(WORDS[1])
    answers(matter, *[("C11-1", "C11-1")] * 180, *[("C11-1", "C01-1")] * 20, via="triage")
    assert watch_county(COUNTY, today=localdate()) == []
    answers(matter, *[("C11-1", "C01-1"), ("C11-1", "C11-1")] * 30, via="triage")
    rung = watch_county(COUNTY, today=localdate())
    assert [one.kind for one in rung] == ["agreement"]
    tell_who_watches(list(Act.objects.filter(kind="ClassifierDrifted")))
    assert Notice.objects.filter(template="ClassifierDrifted", person__username="alice").exists()
    assert watch_county(COUNTY, today=localdate()) == []
    assert "people agree less often" in browser("sue").get(HOME).content.decode()
    assert "people agree less often" not in browser("nina").get(HOME).content.decode()


def test_answers_to_chosen_questions_do_not_ring(report: Report) -> None:
    matter = report(WORDS[1])
    answers(matter, *[("C11-1", "C11-1")] * 200, via="triage")
    answers(matter, *[("C11-1", "C01-1")] * 80, via="queue")
    assert watch_county(COUNTY, today=localdate()) == []


def test_another_mix_of_categories_rings_on_the_first_of_a_month(report: Report) -> None:
    first = localdate().replace(day=1)
    before = [report(f"{WORDS[1]}第{at}栋") for at in range(40)]
    now = [report(f"{WORDS[0]}第{at}个工地") for at in range(40)]
    with transaction.atomic():
        declare_system()
        Matter.objects.filter(pk__in=before).update(opened_at=timezone.now() - timedelta(days=localdate().day + 45))
        Matter.objects.filter(pk__in=now).update(opened_at=f"{first - timedelta(days=2)} 12:00:00+08:00")
    rung = watch_county(COUNTY, today=first)
    assert [one.kind for one in rung] == ["shares"]
    assert {fact["name"] for fact in rung[0].facts} >= {"C08", "C11"}


def test_the_nightly_job_may_run_twice(counted: int) -> None:
    look_over_county(county=COUNTY)
    look_over_county(county=COUNTY)
    with transaction.atomic():
        declare_system()
        assert Drift.objects.count() == 0
