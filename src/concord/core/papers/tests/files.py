"""Real bytes of the files that people send, and of those that are sent to harm."""

import struct
import wave
import zipfile
import zlib
from io import BytesIO

import pillow_heif
import pypdfium2
from PIL import ExifTags, Image

HANGZHOU = (30.2741, 120.1551)


def photo(kind: str = "JPEG", *, size: tuple[int, int] = (64, 48), exif: Image.Exif | None = None) -> bytes:
    """A small picture, half red, half blue."""
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    out = BytesIO()
    image.save(out, kind, **({"exif": exif} if exif is not None else {}))
    return out.getvalue()


def heic() -> bytes:
    """What an iPhone makes."""
    pillow_heif.register_heif_opener()
    return photo("HEIF")


def located_photo(south_west: bool = False, *, orientation: int = 1) -> bytes:
    """A photo that says where it was taken, with which camera, and which way is up."""
    exif = Image.Exif()
    exif[ExifTags.Base.Make] = "SecretCamera"
    exif[ExifTags.Base.Orientation] = orientation
    marks = ("S", "W") if south_west else ("N", "E")
    gps = exif.get_ifd(ExifTags.IFD.GPSInfo)
    gps[ExifTags.GPS.GPSLatitudeRef], gps[ExifTags.GPS.GPSLongitudeRef] = marks
    gps[ExifTags.GPS.GPSLatitude], gps[ExifTags.GPS.GPSLongitude] = (30.0, 16.0, 26.76), (120.0, 9.0, 18.36)
    return photo(exif=exif)


def pixel_bomb(side: int = 30_000) -> bytes:
    """A PNG of a few kilobytes that decodes to gigabytes."""

    def chunk(name: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))

    head = struct.pack(">IIBBBBB", side, side, 8, 2, 0, 0, 0)
    data = zlib.compress(b"\0" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def office(inside: str = "word/document.xml", *, filling: bytes = b"<x/>", more: tuple[str, ...] = ()) -> bytes:
    """An office file, or what poses as one."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in (inside, *more):
            archive.writestr(name, filling)
    return out.getvalue()


def pdf(pages: int = 1) -> bytes:
    """A PDF of empty pages."""
    document = pypdfium2.PdfDocument.new()
    for _page in range(pages):
        document.new_page(595, 842)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def voice(seconds: float = 0.1) -> bytes:
    """A voice note (WAVE)."""
    out = BytesIO()
    with wave.open(out, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(8000)
        sound.writeframes(b"\0\1" * int(8000 * seconds))
    return out.getvalue()
