"""Bytes of a paper as an answer that a browser can show and that cannot act on the platform's behalf."""

import re

from django.http import HttpRequest, HttpResponse
from django.utils.http import content_disposition_header

SHOWN = ("image/", "audio/", "application/pdf")
NOTHING_RUNS = "default-src 'none'; sandbox"
# A browser's own PDF viewer does not open in a sandbox.
NOTHING_LOADS = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; frame-ancestors 'none'"


def served(request: HttpRequest, content: bytes, *, media_type: str, filename: str) -> HttpResponse:
    """The content, shown where that is safe and downloaded otherwise; in parts where a player asks for parts."""
    part = _part_asked(request.headers.get("Range", ""), len(content))
    if part is None:
        response = HttpResponse(content, content_type=media_type)
    elif not part:
        response = HttpResponse(status=416, headers={"Content-Range": f"bytes */{len(content)}"})
    else:
        response = HttpResponse(content[part.start : part.stop], status=206, content_type=media_type)
        response["Content-Range"] = f"bytes {part.start}-{part.stop - 1}/{len(content)}"
    aside = not media_type.startswith(SHOWN)
    response["Content-Disposition"] = content_disposition_header(aside, filename) or "attachment"
    response["Accept-Ranges"] = "bytes"
    response["Cache-Control"] = "private, no-store"
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = NOTHING_LOADS if media_type == "application/pdf" else NOTHING_RUNS
    return response


def _part_asked(header: str, size: int) -> range | None:
    """The bytes that a Range header asks for (RFC 9110): None for all, an empty range for what cannot be had."""
    asked = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", header.strip())
    if asked is None or asked.group(0) == "bytes=-":
        return None
    first, last = asked.groups()
    if not first:
        return range(max(0, size - int(last)), size) if int(last) else range(0)
    start, stop = int(first), min(int(last) + 1, size) if last else size
    if last and int(last) < start:
        return None
    return range(start, stop) if start < size else range(0)
