"""Papers through the API: sent before the report, shown in the room, fetched whole or in parts by those who may."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from pytest_django.fixtures import Settings

from concord.core.matters.access import declare_system
from concord.core.papers.models import Paper
from tests.api.caller import Caller, done, newest_code, refused
from tests.api.world import WORDS, World


def photo() -> SimpleUploadedFile:
    """A small picture."""
    out = BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG")
    return SimpleUploadedFile("漏水.jpg", out.getvalue())


def papers() -> int:
    declare_system()
    return Paper.objects.count()


def test_a_photo_sent_before_the_report_comes_to_belong_to_it(world: World) -> None:
    anyone, phone = Caller(world), "13911110066"
    sent = done(anyone.send("/papers", file=photo()), 201)
    assert anyone.get(f"/sent-papers/{sent['ticket']}").content.startswith(b"\xff\xd8")
    done(anyone.post("/phone-codes", {"phone": phone}), 201)
    told = {"words": WORDS, "place": world.cast.township, "name": "林芳", "phone": phone, "papers": [sent["ticket"]]}
    received = done(anyone.post("/reports", told | {"phone_code": newest_code(phone)}), 201)
    kept = done(Caller(world, "alice").get(f"/disputes/{received['dispute']}/papers"))["items"]
    assert [one["id"] for one in kept] == [sent["id"]]
    refused(anyone.get(f"/sent-papers/{sent['ticket']}"), 404)


@pytest.mark.parametrize("who", ["stranger", "nina", "rater"])
def test_a_paper_of_another_dispute_does_not_exist(world: World, who: str) -> None:
    paper = done(Caller(world, "mei").send(f"/disputes/{world.disputes['signing']}/files", file=photo()), 201)["paper"]
    for path in (f"/papers/{paper}", f"/papers/{paper}/content", f"/papers/{paper}/preview"):
        refused(Caller(world, who).get(path), 401 if who == "stranger" else 404)


def test_a_paper_is_fetched_whole_in_parts_and_as_preview(world: World) -> None:
    mei, pk = Caller(world, "mei"), world.disputes["mediating"]
    said = done(mei.send(f"/disputes/{pk}/files", file=photo(), text="现场", audience="applicant"), 201)
    party, path = Caller(world, "party"), f"/papers/{said['paper']}"
    facts = done(party.get(path))
    whole = party.get(f"{path}/content")
    assert (len(whole.content), whole.headers["Content-Type"]) == (facts["size"], "image/jpeg")
    part = party.client.get(f"/api{path}/content", headers={**party.headers, "Range": "bytes=2-5"})
    assert (part.status_code, part.content) == (206, whole.content[2:6])
    beyond = party.client.get(f"/api{path}/content", headers={**party.headers, "Range": "bytes=999999-"})
    refused(beyond, 416)
    assert beyond.headers["Content-Range"] == f"bytes */{facts['size']}"
    assert party.get(f"{path}/preview").content.startswith(b"\xff\xd8")


def test_a_file_sent_again_under_its_key_is_kept_once(world: World) -> None:
    party, before = Caller(world, "party"), papers()
    told = {"headers": {**party.headers, "Idempotency-Key": "the-same-photo"}}
    first = done(party.client.post("/api/followed/files", {"file": photo(), "to": "mediator"}, **told), 201)
    assert done(party.client.post("/api/followed/files", {"file": photo(), "to": "mediator"}, **told), 201) == first
    refused(party.client.post("/api/followed/files", {"file": photo(), "to": "all"}, **told), 409)
    assert papers() == before + 1


@pytest.mark.parametrize(
    ("name", "content", "status"),
    [
        ("a.exe", b"MZ\x90", 409),
        ("a.jpg", b"\xff\xd8\xffbroken", 409),
        ("empty.pdf", b"", 409),
        ("b.pdf", b"%PDF-", 409),
    ],
)
def test_a_file_that_is_not_accepted_is_told_why(world: World, name: str, content: bytes, status: int) -> None:
    before = papers()
    told = refused(Caller(world).send("/papers", file=SimpleUploadedFile(name, content)), status)
    assert told["detail"]
    assert papers() == before


def test_a_file_that_is_too_large_is_refused(world: World, settings: Settings) -> None:
    settings.CONCORD_PAPER_MAX_BYTES = 100_000
    caller, before = Caller(world), papers()
    refused(caller.send("/papers", file=SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 100_000)), 409)
    refused(caller.send("/papers", file=SimpleUploadedFile("a.pdf", b"%PDF-" + b"x" * 900_000)), 413)
    refused(caller.post("/papers", b"no form at all", kind="multipart/form-data"), 400)
    refused(caller.post("/papers", {"file": "x"}), 422)
    assert papers() == before


@pytest.mark.parametrize("ticket", ["x", "MTox", "1:2:3", "é"])
def test_a_ticket_that_was_made_up_leads_nowhere(world: World, ticket: str) -> None:
    answer = Caller(world).client.get(f"/api/sent-papers/{ticket}")
    refused(answer, 404)
