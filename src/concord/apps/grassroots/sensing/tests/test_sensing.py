"""A report comes in once however often it is sent, with its photos, and only from where its sender works (G1)."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.utils import timezone
from django.utils.timezone import localdate
from PIL import Image

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.models import Sighting, SightingPhoto
from concord.apps.grassroots.sensing.services.sensing import report_sighting
from concord.apps.grassroots.sensing.tests.conftest import WORDS, Grids
from concord.apps.grassroots.sensing.tests.knocking import Browser, browser
from concord.core.acts.models import Act
from concord.core.api.models import KeptAnswer
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.matters.search import matching
from concord.core.papers.models import Paper
from concord.core.refusals import Refusal


def told(grids: Grids, **more: object) -> dict[str, object]:
    return {"words": WORDS, "kind": "P08", "place": grids.first.pk, "sent_key": "key-0001", **more}


def kept() -> tuple[int, int, int, int]:
    declare_system()
    models = (Sighting, SightingPhoto, Paper, Act)
    return tuple(model.objects.count() for model in models)  # type: ignore[attr-defined, return-value]


def picture(colour: str = "red", name: str = "a.png") -> SimpleUploadedFile:
    made = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(made, "PNG")
    return SimpleUploadedFile(name, made.getvalue(), "image/png")


def send_photo(client: Browser, pk: int, sent_key: str, file: SimpleUploadedFile | None = None) -> HttpResponse:
    body = {"file": file or picture(), "sent_key": sent_key}
    return client.post(f"/api/sightings/{pk}/photos", body, headers={"Idempotency-Key": f"photo-{sent_key}"})  # type: ignore[return-value]


def test_the_catalogue_has_what_the_county_counts() -> None:
    known = catalogue()
    assert (len(known.problems), len(known.businesses), len(known.sources)) == (21, 28, 12)
    named = {one for problem in known.problems.values() for one in problem.businesses}
    assert named == set(known.businesses)


def test_a_report_opens_a_matter_with_place_kind_and_time(grids: Grids) -> None:
    answer = browser(grids, "greta").send("/api/sightings", told(grids, latitude="30.31", longitude="120.15"))
    assert answer.status_code == 201
    declare_system()
    made = Sighting.objects.select_related("matter").get(pk=answer.json()["id"])
    assert made.matter.number.startswith("WG330105-")
    assert (made.matter.kind, made.matter.topic, made.matter.place_id) == ("sighting", "P08", grids.first.pk)
    assert made.matter.yellow_on is not None
    assert made.matter.due_on is not None
    assert made.matter.yellow_on < made.matter.due_on
    assert [act.kind for act in Act.objects.filter(matter_id=made.pk)] == ["SightingReported"]
    assert matching(Matter.objects.all(), "倒灌").get() == made.matter


def test_the_same_report_sent_three_times_is_one_sighting(grids: Grids) -> None:
    greta = browser(grids, "greta")
    first = greta.send("/api/sightings", told(grids), key="one-and-the-same")
    once = kept()
    again = greta.send("/api/sightings", told(grids), key="one-and-the-same")
    declare_system()
    KeptAnswer.objects.all().delete()  # two days later
    later = greta.send("/api/sightings", told(grids), key="one-and-the-same")
    assert first.json() == again.json() == later.json()
    assert kept() == once


def test_another_person_cannot_learn_or_change_what_a_key_stands_for(grids: Grids) -> None:
    browser(grids, "greta").send("/api/sightings", told(grids))
    before = kept()
    answer = browser(grids, "gus").send("/api/sightings", told(grids, place=grids.second.pk))
    assert (answer.status_code, answer.json()["field"]) == (409, "sent_key")
    assert kept() == before


def test_what_waited_on_anothers_phone_is_not_sent_in_ones_own_name(grids: Grids) -> None:
    said = told(grids, reporter=grids.person("gus").pk)
    answer = browser(grids, "greta").send("/api/sightings", said)
    assert (answer.status_code, answer.json()["field"]) == (409, "reporter")
    assert kept()[0] == 0


def test_a_phone_whose_clock_runs_ahead_loses_nothing(grids: Grids) -> None:
    ahead = timezone.now() + timedelta(days=400)
    made = report_sighting(grids.seen(seen_at=ahead), by=grids.person("greta"), today=localdate())
    assert made.seen_at <= timezone.now()


@pytest.mark.parametrize(
    ("who", "answer"),
    [
        ("greta", 201),
        ("tess", 201),
        ("gus", 409),
        ("nico", 409),
        ("alice", 404),
        ("ended", 404),
        ("bo", 404),
        ("", 401),
    ],
)
def test_who_reports_in_the_first_grid(grids: Grids, who: str, answer: int) -> None:
    before = kept()
    assert browser(grids, who).send("/api/sightings", told(grids)).status_code == answer
    assert (kept() == before) == (answer != 201)


@pytest.mark.parametrize(
    ("said", "answer"),
    [
        ({"kind": "P99"}, 409),
        ({"source": "rumour"}, 409),
        ({"place": "330105001"}, 409),
        ({"place": "330106"}, 409),
        ({"words": " "}, 422),
        ({"words": "\0\0\0"}, 422),
        ({"words": "长" * 2001}, 422),
        ({"sent_key": "no spaces"}, 422),
        ({"latitude": 91}, 422),
        ({"seen_at": "yesterday"}, 422),
        ({"unknown": 1}, 422),
    ],
)
def test_a_report_of_the_wrong_shape_writes_nothing(grids: Grids, said: dict[str, object], answer: int) -> None:
    before = kept()
    assert browser(grids, "greta").send("/api/sightings", told(grids, **said)).status_code == answer
    assert kept() == before


def test_a_photo_sent_twice_is_one_photo(grids: Grids) -> None:
    made, greta = grids.sighting(), browser(grids, "greta")
    first = send_photo(greta, made.pk, "key-0001-0")
    declare_system()
    KeptAnswer.objects.all().delete()
    again = send_photo(greta, made.pk, "key-0001-0")
    assert (first.status_code, again.status_code, first.json()["id"]) == (201, 201, again.json()["id"])
    assert send_photo(greta, made.pk, "key-0001-1", picture("blue")).status_code == 201
    assert kept()[1:3] == (2, 2)


@pytest.mark.parametrize(("who", "answer"), [("greta", 201), ("gus", 404), ("tess", 404), ("nico", 404), ("", 401)])
def test_only_who_reported_adds_photos(grids: Grids, who: str, answer: int) -> None:
    made = grids.sighting()
    assert send_photo(browser(grids, who), made.pk, "key-0001-0").status_code == answer
    assert kept()[1] == int(answer == 201)


def test_what_is_no_photo_and_the_tenth_photo_are_refused(grids: Grids) -> None:
    made, greta = grids.sighting(), browser(grids, "greta")
    assert send_photo(greta, made.pk, "a-document", SimpleUploadedFile("a.pdf", b"%PDF-1.4 x")).status_code == 409
    for number in range(9):
        assert send_photo(greta, made.pk, f"photo-no-{number}").status_code == 201
    assert send_photo(greta, made.pk, "photo-no-9").status_code == 409
    assert kept()[1:3] == (9, 9)


def test_a_plain_form_does_the_same_without_scripts(grids: Grids) -> None:
    greta = browser(grids, "greta")
    said = told(grids) | {"photos": [picture("red"), picture("blue")], "source": "grid"}
    assert greta.post("/grid/report/", said).status_code == 302
    again = told(grids) | {"photos": [picture("red"), picture("blue")], "source": "grid"}
    assert greta.post("/grid/report/", again).status_code == 302
    assert kept()[:3] == (1, 2, 2)
    assert greta.post("/grid/report/", told(grids, kind="", sent_key="key-0002")).status_code == 422
    assert kept()[0] == 1


def test_the_deed_itself_refuses_empty_words(grids: Grids) -> None:
    with pytest.raises(Refusal):
        report_sighting(grids.seen(words="  "), by=grids.person("greta"), today=localdate())
