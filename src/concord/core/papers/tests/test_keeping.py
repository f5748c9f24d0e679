"""A file is judged by its content; photos lose what nobody asked for; what would harm is refused with its reason."""

from collections.abc import Iterator
from contextlib import suppress
from io import BytesIO
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.utils import translation
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from concord.core.matters.access import declare_system
from concord.core.papers import store
from concord.core.papers.images import clean_photo, place_of_photo
from concord.core.papers.kinds import SHEET, WORD, kind_of
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.papers.tests import files
from concord.core.refusals import OutsideFailure, Refusal


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    with translation.override("en"):
        yield


def keep(content: bytes, filename: str = "a.bin", *, keep_place: bool = False) -> Paper:
    declare_system()
    return keep_upload(content, filename=filename, matter=None, by=None, keep_place=keep_place)


ACCEPTED = [
    (files.photo("JPEG"), "image/jpeg", "photo", ".jpg"),
    (files.photo("PNG"), "image/jpeg", "photo", ".jpg"),
    (files.photo("WEBP"), "image/jpeg", "photo", ".jpg"),
    (files.photo("GIF"), "image/jpeg", "photo", ".jpg"),
    (files.heic(), "image/jpeg", "photo", ".jpg"),
    (files.pdf(), "application/pdf", "document", ".pdf"),
    (files.voice(), "audio/wav", "voice", ".wav"),
    (files.office(), WORD, "document", ".docx"),
    (files.office("xl/workbook.xml"), SHEET, "document", ".xlsx"),
]


@pytest.mark.parametrize(("content", "media_type", "kind", "ending"), ACCEPTED, ids=lambda one: str(one)[-12:])
def test_what_people_send_is_kept_as_what_it_is(
    db: None, content: bytes, media_type: str, kind: str, ending: str
) -> None:
    paper = keep(content, "../../总账<b>.exe")
    assert (paper.media_type, paper.kind) == (media_type, kind)
    assert paper.filename.endswith(ending)
    assert not set(paper.filename) & set('/\\<>:"|?*')
    kept = store.get(paper.sha256)
    assert len(kept) == paper.size
    assert kept == content or kind == "photo"


REFUSED = {
    "empty": (b"", "empty"),
    "a program": (b"MZ\x90\0" + b"\0" * 64, "not accepted"),
    "a page with script": (b"<html><script>alert(1)</script>", "not accepted"),
    "a drawing with script": (b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "not accepted"),
    "text": ("我要投诉".encode(), "not accepted"),
    "a zip of anything": (files.office("run.sh"), "not accepted"),
    "a zip bomb": (files.office(filling=b"\0" * 50_000_000), "unpacks to far more"),
    "a zip of very many": (files.office(more=tuple(f"f{n}" for n in range(5001))), "unpacks to far more"),
    "a damaged zip": (files.office()[:40], "damaged"),
    "a macro": (files.office(more=("word/vbaProject.bin",)), "macros"),
    "a picture cut off": (files.photo("PNG")[:60], "damaged"),
    "a picture in name only": (b"\xff\xd8\xff" + b"not a picture" * 40, "damaged"),
    "a picture of gigabytes": (files.pixel_bomb(), "too large"),
    "a picture of a hundred million": (files.pixel_bomb(9_000), "too large"),
    "a PDF in name only": (b"%PDF-1.7\n<script>alert(1)</script>", "damaged"),
    "a PDF without pages": (files.pdf(0), "damaged"),
}  # fmt: skip


@pytest.mark.parametrize(("content", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_what_is_no_paper_or_would_harm_is_refused_with_its_reason(db: None, content: bytes, reason: str) -> None:
    with pytest.raises(Refusal, match=reason):
        keep(content)
    declare_system()
    assert not Paper.objects.exists()


def test_a_file_that_is_too_large_is_refused(db: None, settings: object) -> None:
    settings.CONCORD_PAPER_MAX_BYTES = 1024 * 1024  # type: ignore[attr-defined]
    with pytest.raises(Refusal, match="larger than 1 MB"):
        keep(b"%PDF-" + b"\0" * 1024 * 1024)


def test_a_photo_is_made_anew_so_nothing_hides_behind_it(db: None) -> None:
    paper = keep(files.located_photo() + b"PK\x03\x04<script>alert(1)</script>")
    kept = store.get(paper.sha256)
    assert b"script" not in kept
    assert b"SecretCamera" not in kept
    assert len(Image.open(BytesIO(kept)).getexif()) == 0


@pytest.mark.parametrize(
    ("content", "wanted", "place"),
    [
        (files.located_photo(), True, files.HANGZHOU),
        (files.located_photo(south_west=True), True, (-files.HANGZHOU[0], -files.HANGZHOU[1])),
        (files.located_photo(), False, (None, None)),
        (files.photo(), True, (None, None)),
    ],
)
def test_the_place_of_a_photo_is_kept_only_where_it_is_wanted(
    db: None, content: bytes, wanted: bool, place: tuple[float | None, float | None]
) -> None:
    paper = keep(content, keep_place=wanted)
    told = [None if value is None else round(float(value), 4) for value in (paper.latitude, paper.longitude)]
    assert tuple(told) == place


def test_a_photo_taken_on_its_side_is_turned_upright() -> None:
    upright, _preview = clean_photo(files.located_photo(orientation=6))
    assert Image.open(BytesIO(upright)).size == (48, 64)


def test_a_large_photo_is_made_smaller_and_its_preview_smaller_still() -> None:
    kept, preview = clean_photo(files.photo(size=(4000, 3000)))
    assert (Image.open(BytesIO(kept)).size, Image.open(BytesIO(preview)).size) == ((2560, 1920), (480, 360))


def test_a_pdf_gets_a_preview_of_its_first_page(db: None) -> None:
    paper = keep(files.pdf(3))
    assert max(Image.open(BytesIO(store.get(paper.preview_sha256))).size) == 480


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(base=st.sampled_from([one[0] for one in ACCEPTED]), at=st.integers(0, 4000), put=st.binary(max_size=40))
def test_damaged_bytes_are_kept_or_refused_but_never_crash(base: bytes, at: int, put: bytes) -> None:
    at = at % len(base)
    content = base[:at] + put + base[at + len(put) :]
    with suppress(Refusal):
        if kind_of(content).family == "image":
            clean_photo(content)
            place_of_photo(content)


def test_the_same_content_is_stored_once(db: None) -> None:
    one, two = keep(files.voice(), "a.wav"), keep(files.voice(), "b.wav")
    assert one.sha256 == two.sha256 == store.put(files.voice())


def test_content_that_changed_in_the_store_cannot_pose_as_the_old(db: None) -> None:
    paper = keep(files.voice() + b"kept by no other test")
    Path(default_storage.path(f"{paper.sha256[:2]}/{paper.sha256[2:4]}/{paper.sha256}")).write_bytes(b"forged")
    with pytest.raises(OutsideFailure, match="damaged"):
        store.get(paper.sha256)
    with pytest.raises(OutsideFailure, match="does not hold"):
        store.get("0" * 64)
