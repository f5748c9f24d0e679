"""Photos as they are kept: decoded, turned upright, stripped of everything but the picture, and encoded anew."""

import warnings
from io import BytesIO

import pillow_heif
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from concord.core.refusals import Refusal

pillow_heif.register_heif_opener()
MOST_PIXELS = 60_000_000
LONGEST_SIDE = 2560
PREVIEW_SIDE = 480


def _open(content: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            image = Image.open(BytesIO(content))
            if image.width * image.height > MOST_PIXELS:
                raise Refusal(_("This picture is too large (more than 60 million pixels). Send a smaller one."))
            upright = ImageOps.exif_transpose(image)
            return upright.convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as broken:
        raise Refusal(_("This picture is damaged: it cannot be opened. Take or choose it again.")) from broken


def _encoded(image: Image.Image, longest: int, quality: int) -> bytes:
    smaller = image.copy()
    smaller.thumbnail((longest, longest))
    out = BytesIO()
    smaller.save(out, "JPEG", quality=quality, optimize=True)
    return out.getvalue()


def clean_photo(content: bytes) -> tuple[bytes, bytes]:
    """The photo and its preview as fresh JPEGs, without place, camera or any other hidden data."""
    image = _open(content)
    return _encoded(image, LONGEST_SIDE, 86), _encoded(image, PREVIEW_SIDE, 78)
