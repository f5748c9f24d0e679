"""A paper opens for those who may see its matter, and for the browser that sent it; never for anyone else."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.timezone import localdate

from concord.core.matters.access import declare_system
from concord.core.matters.follow import new_follow_code
from concord.core.matters.models import Matter
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.papers.drafts import MOST
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.papers.tests import files
from tests.ground.cast import Cast

CODE = new_follow_code()


@pytest.fixture
def matter(cast: Cast) -> Matter:
    declare_system()
    made = Matter.objects.create(
        number="M-1", kind="dispute", title="t", place_id=cast.township, stage="s", law_as_of=localdate()
    )
    add_parties(made, [PartyNamed("applicant", "林芳", person=cast["lin"], follow_code=CODE)])
    return made


def paper_of(matter: Matter, visibility: str = "parties") -> Paper:
    declare_system()
    return keep_upload(files.photo(), filename="墙.png", matter=matter, by=None, visibility=visibility)


def opened(client: Client, paper: Paper) -> int:
    statuses = {client.get(f"/papers/{paper.pk}/").status_code, client.get(f"/papers/{paper.pk}/preview/").status_code}
    (status,) = statuses
    return status


@pytest.mark.parametrize(
    ("who", "parties", "staff"),
    [
        ("alice", 200, 200),
        ("sue", 200, 200),
        ("lin", 200, 404),
        ("zed", 404, 404),
        ("nina", 404, 404),
        ("mei", 404, 404),
        ("otto", 404, 404),
        ("oscar", 404, 404),
    ],
)
def test_who_opens_a_paper(client: Client, cast: Cast, matter: Matter, who: str, parties: int, staff: int) -> None:
    client.force_login(cast[who])
    assert opened(client, paper_of(matter)) == parties
    assert opened(client, paper_of(matter, "staff")) == staff


def test_a_party_with_a_follow_code_opens_the_papers_of_its_own_matter_only(
    client: Client, cast: Cast, matter: Matter
) -> None:
    other = Matter.objects.create(
        number="M-2", kind="dispute", title="t", place_id=cast.township, stage="s", law_as_of=localdate()
    )
    mine, others = paper_of(matter), paper_of(other)
    assert opened(client, mine) == 404
    client.get(f"/f/{CODE}")
    assert (opened(client, mine), opened(client, others), opened(client, paper_of(matter, "staff"))) == (200, 404, 404)


def send(client: Client, content: bytes = b"", **more: str) -> tuple[int, dict[str, object]]:
    answer = client.post("/papers/upload/", {"file": SimpleUploadedFile("a.png", content), **more})
    return answer.status_code, answer.json()


def test_a_file_sent_before_there_is_a_matter_opens_in_that_browser_only(client: Client, db: None) -> None:
    status, sent = send(client, files.photo())
    assert (status, sent["title"], sent["latitude"]) == (201, "a.png", None)
    assert client.get(str(sent["preview"])).status_code == 200
    assert Client().get(str(sent["preview"])).status_code == 404


def test_a_browser_cannot_open_what_became_part_of_a_matter(client: Client, matter: Matter) -> None:
    _status, sent = send(client, files.photo())
    declare_system()
    Paper.objects.filter(pk=sent["id"]).update(matter=matter)
    assert client.get(f"/papers/{sent['id']}/").status_code == 404


def test_the_place_comes_back_only_when_it_is_wanted(client: Client, db: None) -> None:
    assert float(str(send(client, files.located_photo(), keep_place="on")[1]["latitude"])) == files.HANGZHOU[0]
    assert send(client, files.located_photo())[1]["latitude"] is None


@pytest.mark.parametrize(("content", "status"), [(b"", 409), (b"<html>", 409), (files.pixel_bomb(), 409)])
def test_a_refused_file_comes_back_with_its_reason(client: Client, db: None, content: bytes, status: int) -> None:
    answered, told = send(client, content)
    assert answered == status
    assert len(str(told["error"])) > 5


def test_nothing_sent_is_a_wrong_shape(client: Client, db: None) -> None:
    assert client.post("/papers/upload/").status_code == 422


def test_forty_files_are_enough_for_one_browser(client: Client, db: None) -> None:
    session = client.session
    session["papers_sent"] = list(range(MOST))
    session.save()
    assert send(client, files.photo())[0] == 429


@pytest.mark.parametrize("size", [1024 * 1024, 3 * 1024 * 1024])
def test_a_file_that_is_too_large_is_refused_while_it_streams_in(
    client: Client, db: None, settings: object, size: int
) -> None:
    settings.CONCORD_PAPER_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    status, told = send(client, b"%PDF-" + b"\0" * size)
    assert status == 409
    assert "1 MB" in str(told["error"])


def test_a_request_of_more_than_all_files_is_refused_unread(client: Client, db: None, settings: object) -> None:
    settings.CONCORD_PAPER_MAX_BYTES = 1000  # type: ignore[attr-defined]
    answer = client.post("/papers/upload/", {"file": SimpleUploadedFile("a.pdf", b"\0" * 20_000)})
    assert answer.status_code in {400, 413}


def kept(client: Client, content: bytes) -> str:
    return f"/papers/{send(client, content)[1]['id']}/"


def test_what_is_shown_cannot_act(client: Client, db: None) -> None:
    photo, word, pdf = (client.get(kept(client, one)) for one in (files.photo(), files.office(), files.pdf()))
    for answer in (photo, word, pdf):
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in photo["Content-Security-Policy"]
    assert word["Content-Disposition"].startswith("attachment")
    assert photo["Content-Disposition"].startswith("inline")


VOICE = files.voice()


@pytest.mark.parametrize(
    ("asked", "status", "content"),
    [
        ("bytes=0-3", 206, b"RIFF"),
        ("bytes=-4", 206, VOICE[-4:]),
        ("bytes=4-", 206, VOICE[4:]),
        (f"bytes=0-{10**9}", 206, VOICE),
        (f"bytes={len(VOICE)}-", 416, b""),
        ("bytes=-0", 416, b""),
        ("bytes=9-2", 200, VOICE),
        ("bytes=0-1,4-5", 200, VOICE),
        ("items=0-1", 200, VOICE),
        ("bytes=-", 200, VOICE),
    ],
)
def test_a_player_may_ask_for_a_part(client: Client, db: None, asked: str, status: int, content: bytes) -> None:
    answer = client.get(kept(client, VOICE), headers={"Range": asked})
    assert (answer.status_code, answer.content) == (status, content)
