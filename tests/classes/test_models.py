"""Answers leave for training without names; a model is compared before it is in force, and there is a way back."""

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from concord.apps.insight.classes.forcing import shelf
from concord.apps.insight.classes.judgements import judged
from concord.apps.insight.classes.models import Judged, Offered, Switch
from concord.apps.insight.classes.services.learning import by_chance
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.engines.text.classify import classify
from concord.engines.text.model import shipped
from tests.classes.conftest import WORDS, Report

HOME = "/desk/classes/models/"
Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def looked_up_at_once() -> Iterator[None]:
    """Each classification looks up which model is in force."""
    shelf.every = 0.0
    yield
    shelf.every, shelf.version, shelf.model = float("inf"), "", None


@pytest.fixture
def content(tmp_path: Path) -> bytes:
    """A model that takes everything for what the shipped one takes it for, under another name."""
    replace(shipped(), version="learnt-1").save(tmp_path / "m.npz")
    return (tmp_path / "m.npz").read_bytes()


def offer(client: Client, content: bytes) -> int:
    return client.post(HOME, {"file": SimpleUploadedFile("m.npz", content)}).status_code


def test_answers_leave_masked_and_what_measures_stays(
    report: Report, accept: Callable[[int, str], None], browser: Browser
) -> None:
    taught, measured = report(WORDS[0]), report(WORDS[1])
    accept(taught, "C08-1")
    accept(measured, "C11-1")
    with transaction.atomic():
        declare_system()
        Judged.objects.filter(matter=measured).update(via="audit")
    answer = browser("alice").post("/desk/classes/corrections/")
    rows = [json.loads(line) for line in answer.content.decode().splitlines()]
    assert [row["item"] for row in rows] == ["C08-1"]
    assert "13911110001" not in rows[0]["text"]
    assert "农民工" in rows[0]["text"]
    assert Act.objects.get(kind="CorrectionsTaken").payload["texts"] == 1
    for who in ("carol", "sue", "nina", "otto", "zed"):
        other = browser(who).post("/desk/classes/corrections/")
        assert other.status_code == 404 or other.content == b""


def test_a_model_is_compared_and_nothing_changes_before_it_is_in_force(browser: Browser, content: bytes) -> None:
    oscar = browser("oscar")
    assert offer(oscar, content) == 302
    told = Offered.objects.get().comparison["heldout"]
    assert told["first_now"] == told["first_new"] > 0.8
    assert told["chance"] == 1.0
    assert classify(WORDS[1]).model == shipped().version
    assert "no difference that chance would not make" in oscar.get(HOME).content.decode()
    assert offer(oscar, content) == 409


def test_it_is_put_in_force_and_back(browser: Browser, content: bytes) -> None:
    oscar = browser("oscar")
    offer(oscar, content)
    key = Offered.objects.get().pk
    assert oscar.post(f"{HOME}switch/", {"model": key, "reason": ""}).status_code == 422
    assert oscar.post(f"{HOME}switch/", {"model": key, "reason": "better on the sample"}).status_code == 302
    assert classify(WORDS[1]).model == "learnt-1"
    assert oscar.post(f"{HOME}switch/", {"model": key, "reason": "again"}).status_code == 409
    assert oscar.post(f"{HOME}switch/", {"reason": "residents complain"}).status_code == 302
    assert classify(WORDS[1]).model == shipped().version
    assert list(Switch.objects.order_by("pk").values_list("offered", flat=True)) == [key, None]
    assert Act.objects.filter(kind="ModelSwitched").count() == 2


@pytest.mark.parametrize("wrong", [b"nothing", b"PK\x03\x04 broken", b"\x93NUMPY"])
def test_what_is_no_model_is_refused(browser: Browser, wrong: bytes) -> None:
    assert offer(browser("oscar"), wrong) == 409
    assert not Offered.objects.exists()


@pytest.mark.parametrize(("who", "sees"), [("sue", 200), ("alice", 200), ("carol", 404), ("otto", 404), ("zed", 404)])
def test_only_the_operator_offers_and_switches(browser: Browser, content: bytes, who: str, sees: int) -> None:
    client = browser(who)
    assert client.get(HOME).status_code == sees
    assert offer(client, content) == 404
    assert client.post(f"{HOME}switch/", {"reason": "x"}).status_code == 404
    assert not Offered.objects.exists()


def test_a_difference_that_chance_would_make_is_told_as_one() -> None:
    assert by_chance(0, 0) == 1.0
    assert by_chance(4, 6) > 0.7
    assert by_chance(1, 12) < 0.01


def test_crosswalks_learn_what_people_decided(report: Report) -> None:
    from concord.apps.insight.classes.judgements import decided_of

    matter = report(WORDS[1])
    with transaction.atomic():
        declare_system()
        for item in ("C11-1", "C11-3"):
            judged(matter, via="queue", source="web", proposed="C11-1", first_three=[], chosen=item, model="m",
                   by=None, at="2026-11-20T08:00:00+08:00").save()  # type: ignore[arg-type]  # fmt: skip
        assert decided_of([matter]) == {matter: "C11-3"}
