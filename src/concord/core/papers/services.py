"""Keep papers that people send and papers that we make."""

import re
from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext as _

from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.matters.search import vector_of
from concord.core.papers import store
from concord.core.papers.images import Position, clean_photo, place_of_photo
from concord.core.papers.kinds import Kind, ending_of, kind_of
from concord.core.papers.models import Paper
from concord.core.papers.pages import preview_of_pdf
from concord.core.people.models import Person
from concord.core.refusals import Refusal

KIND_OF_FAMILY = {"image": Paper.Kind.PHOTO, "audio": Paper.Kind.VOICE}


def _safe_name(name: str) -> str:
    bare = re.sub(r"[\x00-\x1f/\\<>:\"|?*]+", "_", name.strip()).lstrip(".")
    return bare[-120:] or "file"


@dataclass(frozen=True, slots=True)
class Cleaned:
    """A file as it is kept, with its preview and, where that is wanted, where it was taken."""

    content: bytes
    media_type: str
    preview: bytes = b""
    position: Position | None = None


def _cleaned(content: bytes, kind: Kind, *, keep_place: bool) -> Cleaned:
    if kind.family == "image":
        photo, preview = clean_photo(content)
        return Cleaned(photo, "image/jpeg", preview, place_of_photo(content) if keep_place else None)
    if kind.family == "pdf":
        return Cleaned(content, kind.media_type, preview_of_pdf(content))
    return Cleaned(content, kind.media_type)


def _refuse_too_large(content: bytes) -> None:
    if len(content) > settings.CONCORD_PAPER_MAX_BYTES:
        most = settings.CONCORD_PAPER_MAX_BYTES // (1024 * 1024)
        raise Refusal(
            _("This file is larger than %(most)d MB. Send a smaller one, or bring it to the centre.") % {"most": most}
        )


def keep_upload(
    content: bytes,
    *,
    filename: str,
    matter: Matter | None,
    by: Person | None,
    visibility: str = Paper.Visibility.PARTIES,
    keep_place: bool = False,
) -> Paper:
    """Keep a file that someone sent, as what its content is; photos lose their hidden data.

    Refuses what is empty, too large, damaged, or of a kind that is not accepted. With `matter` None the paper waits
    for the report it belongs to; it is nobody's yet, so the platform itself takes it in. With `keep_place`, where a
    photo was taken is kept beside it.
    """
    _refuse_too_large(content)
    if matter is None:
        declare_system()
    kind = kind_of(content)
    kept = _cleaned(content, kind, keep_place=keep_place)
    name = _safe_name(filename)
    latitude, longitude = kept.position or (None, None)
    return Paper.objects.create(
        matter=matter,
        kind=KIND_OF_FAMILY.get(kind.family, Paper.Kind.DOCUMENT),
        title=name,
        bigrams=vector_of([name]),
        filename=re.sub(r"\.\w+$", "", name) + ending_of(kept.media_type),
        media_type=kept.media_type,
        size=len(kept.content),
        sha256=store.put(kept.content),
        preview_sha256=store.put(kept.preview) if kept.preview else "",
        latitude=latitude,
        longitude=longitude,
        visibility=visibility,
        added_by=by,
    )


def keep_made(matter: Matter, content: bytes, *, title: str, filename: str, kind: str, by: Person | None) -> Paper:
    """Keep a PDF that the platform made."""
    return Paper.objects.create(
        matter=matter,
        kind=kind,
        title=title,
        bigrams=vector_of([title]),
        filename=_safe_name(filename),
        media_type="application/pdf",
        size=len(content),
        sha256=store.put(content),
        added_by=by,
    )
