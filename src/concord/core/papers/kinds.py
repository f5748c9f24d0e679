"""What a file is, judged by its content and never by its name."""

import struct
import zipfile
from dataclasses import dataclass
from io import BytesIO

from django.utils.translation import gettext as _

from concord.core.refusals import Refusal

SIGNATURES: list[tuple[bytes, int, str]] = [
    (b"\xff\xd8\xff", 0, "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", 0, "image/png"),
    (b"GIF8", 0, "image/gif"),
    (b"%PDF-", 0, "application/pdf"),
    (b"OggS", 0, "audio/ogg"),
    (b"\x1aE\xdf\xa3", 0, "audio/webm"),
    (b"ID3", 0, "audio/mpeg"),
    (b"\xff\xfb", 0, "audio/mpeg"),
    (b"\xff\xf3", 0, "audio/mpeg"),
    (b"#!AMR", 0, "audio/amr"),
]
COMPOUND = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
FTYP = {b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"avif"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OLD_WORD = "application/msword"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ENDINGS = {
    "image/jpeg": ".jpg",
    "application/pdf": ".pdf",
    "audio/ogg": ".ogg",
    "audio/webm": ".webm",
    "audio/mpeg": ".mp3",
    "audio/amr": ".amr",
    "audio/mp4": ".m4a",
    "audio/wav": ".wav",
    WORD: ".docx",
    OLD_WORD: ".doc",
    SHEET: ".xlsx",
}
BROKEN_ZIP = (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, struct.error)
MOST_UNPACKED = 200 * 1024 * 1024
MOST_RATIO = 120


@dataclass(frozen=True, slots=True)
class Kind:
    """A media type and the family it belongs to: image, audio, pdf or office."""

    media_type: str
    family: str


def ending_of(media_type: str) -> str:
    """The ending that a file of this type has by rights, whatever its sender called it."""
    return ENDINGS[media_type]


def _of_ftyp(content: bytes) -> Kind | None:
    if content[4:8] != b"ftyp":
        return None
    brand = content[8:12]
    if brand in FTYP:
        return Kind("image/heic", "image")
    return Kind("audio/mp4", "audio") if brand in {b"M4A ", b"mp42", b"isom", b"iso5", b"3gp4", b"3gp5"} else None


def _of_riff(content: bytes) -> Kind | None:
    if content[:4] != b"RIFF":
        return None
    return {b"WEBP": Kind("image/webp", "image"), b"WAVE": Kind("audio/wav", "audio")}.get(content[8:12])


def _of_zip(content: bytes) -> Kind | None:
    if content[:4] != b"PK\x03\x04":
        return None
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
    except BROKEN_ZIP as broken:
        raise Refusal(_("This file is damaged: it cannot be opened.")) from broken
    unpacked = sum(entry.file_size for entry in entries)
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(len(content), 1) or len(entries) > 5000:
        raise Refusal(_("This file unpacks to far more than it should, so it was not accepted."))
    names = {entry.filename for entry in entries}
    if any(name.endswith("vbaProject.bin") for name in names):
        raise Refusal(_("This file contains a program (macros), so it was not accepted. Save it without, or as a PDF."))
    if "word/document.xml" in names:
        return Kind(WORD, "office")
    return Kind(SHEET, "office") if "xl/workbook.xml" in names else None


def _of_compound(content: bytes) -> Kind | None:
    """A Word file from before 2007: its container names its streams in UTF-16."""
    if not content.startswith(COMPOUND) or _stream("WordDocument") not in content:
        return None
    if _stream("_VBA_PROJECT") in content:
        raise Refusal(_("This file contains a program (macros), so it was not accepted. Save it without, or as a PDF."))
    return Kind(OLD_WORD, "office")


def _stream(name: str) -> bytes:
    return name.encode("utf-16-le")


def kind_of(content: bytes) -> Kind:
    """What the content is; refuses what is empty, damaged, packed to harm, or of a kind that is not accepted."""
    if not content:
        raise Refusal(_("This file is empty."))
    for mark, offset, media_type in SIGNATURES:
        if content[offset : offset + len(mark)] == mark:
            family = "pdf" if media_type == "application/pdf" else media_type.split("/")[0]
            return Kind(media_type, family)
    found = _of_ftyp(content) or _of_riff(content) or _of_zip(content) or _of_compound(content)
    if found is None:
        raise Refusal(
            _(
                "This kind of file is not accepted. Send a photo (JPEG, PNG, HEIC, WebP), a PDF, a Word or Excel file, "
                "or a voice note."
            )
        )
    return found
