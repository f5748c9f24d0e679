"""Photos as they are kept: decoded, turned upright, stripped of everything but the picture, and encoded anew."""

import struct
import warnings
from decimal import Decimal
from io import BytesIO

import pillow_heif
from django.utils.translation import gettext as _
from PIL import ExifTags, Image, ImageOps, UnidentifiedImageError

from concord.core.refusals import Refusal

pillow_heif.register_heif_opener()
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2560
PREVIEW_SIDE = 480
FORMATS = ["JPEG", "PNG", "GIF", "WEBP", "HEIF"]
# RuntimeError is how libheif refuses a picture that says it is larger than any memory.
BROKEN = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, struct.error, EOFError, KeyError, TypeError, RuntimeError,
)  # fmt: skip
Position = tuple[Decimal, Decimal]


def _open(content: bytes) -> Image.Image:
    """The picture, not decoded yet; refuses what is none, and one that would be too large in memory."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content), formats=FORMATS)
    except Image.DecompressionBombError as bomb:
        raise Refusal(_too_large()) from bomb
    except BROKEN as broken:
        raise Refusal(_damaged()) from broken
    if image.width * image.height > MOST_PIXELS:
        raise Refusal(_too_large())
    return image


def _too_large() -> str:
    return _("This picture is too large (more than 60 million pixels). Send a smaller one.")


def _damaged() -> str:
    return _("This picture is damaged: it cannot be opened. Take or choose it again.")


def _upright(content: bytes) -> Image.Image:
    image = _open(content)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image.load()
            return ImageOps.exif_transpose(image).convert("RGB")
    except BROKEN as broken:
        raise Refusal(_damaged()) from broken


def encoded(image: Image.Image, longest: int, quality: int) -> bytes:
    """A picture as a JPEG whose longer side is at most `longest` pixels."""
    smaller = image.copy()
    smaller.thumbnail((longest, longest))
    out = BytesIO()
    smaller.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def clean_photo(content: bytes) -> tuple[bytes, bytes]:
    """The photo and its preview as fresh JPEGs, without place, camera or any other hidden data."""
    image = _upright(content)
    return encoded(image, LONGEST_SIDE, 86), encoded(image, PREVIEW_SIDE, 78)


def _degrees(parts: object, mark: object, negative: str) -> Decimal:
    """Degrees, minutes and seconds of an EXIF tag as degrees; south and west are negative."""
    if not isinstance(parts, tuple):
        raise TypeError("Not three numbers.")
    degrees, minutes, seconds = (float(part) for part in parts)
    value = Decimal(str(round(degrees + minutes / 60 + seconds / 3600, 6)))
    return -value if mark == negative else value


def place_of_photo(content: bytes) -> Position | None:
    """Where a photo says it was taken (WGS 84 latitude and longitude); None where it does not, or says nonsense."""
    try:
        told = _open(content).getexif().get_ifd(ExifTags.IFD.GPSInfo)
        latitude = _degrees(told[ExifTags.GPS.GPSLatitude], told.get(ExifTags.GPS.GPSLatitudeRef), "S")
        longitude = _degrees(told[ExifTags.GPS.GPSLongitude], told.get(ExifTags.GPS.GPSLongitudeRef), "W")
    except (*BROKEN, ArithmeticError):
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None
