"""People are asked where it teaches and where it measures; only those with the duty, only in their own place."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import transaction
from django.test import Client
from django.utils.timezone import localdate

from concord.apps.insight.classes.models import Asked, Judged, Skipped
from concord.apps.insight.classes.services.drawing import draw_questions, draw_sample
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Place
from tests.classes.conftest import WORDS, Report
from tests.ground.cast import COUNTY, NEXT_COUNTY

HOME = "/desk/classes/"
Browser = Callable[[str], Client]


@pytest.fixture
def asked(report: Report) -> list[Asked]:
    """The questions of the county, after some reports came in."""
    for words in WORDS:
        report(words)
    draw_questions(COUNTY, today=localdate())
    return questions()


def questions() -> list[Asked]:
    with transaction.atomic():
        declare_system()
        return list(Asked.objects.order_by("-weight", "pk"))


def kept() -> list[Judged]:
    with transaction.atomic():
        declare_system()
        return list(Judged.objects.order_by("pk"))


def test_questions_are_drawn_once_and_none_twice_about_a_matter(asked: list[Asked]) -> None:
    assert asked
    assert {one.why for one in asked} <= {"unsure", "dense", "disagree"}
    assert draw_questions(COUNTY, today=localdate()) == 0
    assert [one.pk for one in questions()] == [one.pk for one in asked]


def test_a_question_hides_who_it_is_about_and_says_why(asked: list[Asked], browser: Browser) -> None:
    with transaction.atomic():
        declare_system()
        Asked.objects.exclude(matter__title__contains="农民工").delete()
        asked = list(Asked.objects.all())
    page = browser("carol").get(HOME).content.decode()
    if asked:
        assert "13911110001" not in page
        assert "农民工" in page
        assert 'data-press="1"' in page


def test_an_answer_is_kept_beside_what_the_machine_said_and_the_matter_stays(
    asked: list[Asked], browser: Browser
) -> None:
    first = asked[0]
    with transaction.atomic():
        declare_system()
        before = Matter.objects.values("topic", "stage").get(pk=first.matter_id)
    assert browser("carol").post(f"{HOME}{first.pk}/answer/", {"item": "C11-1"}).status_code == 302
    answer = kept()[0]
    assert (answer.via, answer.chosen, answer.proposed, answer.model) == ("queue", "C11-1", first.said, first.model)
    assert answer.source == "web"
    with transaction.atomic():
        declare_system()
        assert Matter.objects.values("topic", "stage").get(pk=first.matter_id) == before
    assert Act.objects.get(kind="ClassAnswered").payload["item"] == "C11-1"
    assert browser("alice").post(f"{HOME}{first.pk}/answer/", {"item": "C11-1"}).status_code == 404


def test_who_skips_is_not_asked_again_and_others_are(asked: list[Asked], browser: Browser) -> None:
    first = asked[0]
    assert browser("carol").post(f"{HOME}{first.pk}/skip/").status_code == 302
    assert f"{HOME}{first.pk}/answer/" not in browser("carol").get(HOME).content.decode()
    assert browser("carol").post(f"{HOME}{first.pk}/answer/", {"item": "C11-1"}).status_code == 404
    assert f"{HOME}{first.pk}/answer/" in browser("alice").get(HOME).content.decode()
    with transaction.atomic():
        declare_system()
        assert Skipped.objects.count() == 1


def test_a_question_is_nobodys_duty_with_a_light(asked: list[Asked]) -> None:
    with transaction.atomic():
        declare_system()
        assert not Task.objects.filter(matter__in=[one.matter_id for one in asked], kind="answer_class").exists()


@pytest.mark.parametrize(("who", "code"), [
    ("carol", 302),  # sits at the window of the county
    ("nina", 404),  # the next county
    ("otto", 404),  # the role ended yesterday
    ("sue", 404),  # supervises, does not classify
    ("dora", 404),  # a department
    ("zed", 404),  # a resident
])  # fmt: skip
def test_only_those_with_the_duty_in_their_own_place_answer(
    asked: list[Asked], browser: Browser, who: str, code: int
) -> None:
    assert browser(who).post(f"{HOME}{asked[0].pk}/answer/", {"item": "C11-1"}).status_code == code
    assert len(kept()) == (1 if code == 302 else 0)


def test_the_next_county_is_asked_about_its_own_only(report: Report, asked: list[Asked], browser: Browser) -> None:
    assert "No question waits for you." in browser("nina").get(HOME).content.decode()
    town = Place.objects.filter(parent=NEXT_COUNTY).order_by("code")[0]
    report(WORDS[3], town.pk)
    draw_questions(NEXT_COUNTY, today=localdate())
    assert "No question waits for you." not in browser("nina").get(HOME).content.decode()


def test_an_item_that_does_not_exist_is_refused(asked: list[Asked], browser: Browser) -> None:
    assert browser("carol").post(f"{HOME}{asked[0].pk}/answer/", {"item": "C99-9"}).status_code == 422
    assert kept() == []


@pytest.fixture
def month(report: Report) -> int:
    """Reports of the month before, from which a sample is drawn."""
    last = localdate().replace(day=1) - timedelta(days=1)
    keys = [report(words) for words in WORDS]
    with transaction.atomic():
        declare_system()
        Matter.objects.filter(pk__in=keys).update(opened_at=f"{last} 12:00:00+08:00")
    return draw_sample(COUNTY, last, size=4)


def test_the_sample_of_a_month_is_drawn_once(month: int) -> None:
    assert month == 4
    last = localdate().replace(day=1) - timedelta(days=1)
    assert draw_sample(COUNTY, last, size=4) == 0
    assert {one.why for one in questions()} == {"audit"}


def test_who_answers_a_sample_is_not_told_what_the_machine_says(month: int, browser: Browser) -> None:
    page = browser("carol").get(HOME).content.decode()
    assert "What the machine says is not shown here" in page
    assert 'data-press="1"' not in page
    first = min(one.pk for one in questions())
    browser("carol").post(f"{HOME}{first}/answer/", {"item": "none"})
    assert [one.via for one in kept()] == ["audit"]


def test_what_was_decided_at_triage_is_an_answer_too(report: Report, accept: Callable[[int, str], None]) -> None:
    accept(report(WORDS[1]), "C11-1")
    accept(report(WORDS[4]), "C11-1")
    right, wrong = kept()
    assert (right.via, right.proposed, right.agreed, right.among_three) == ("triage", "C11-1", True, True)
    assert (wrong.chosen, wrong.agreed, wrong.source) == ("C11-1", False, "web")
