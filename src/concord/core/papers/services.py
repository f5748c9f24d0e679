"""Keep papers that people send and papers that we make."""

import re

from django.conf import settings
from django.utils.translation import gettext as _

from concord.core.matters.models import Matter
from concord.core.papers import store
from concord.core.papers.images import clean_photo
from concord.core.papers.kinds import Kind, kind_of
from concord.core.papers.models import Paper
from concord.core.people.models import Person
from concord.core.refusals import Refusal

KIND_OF_FAMILY = {"image": Paper.Kind.PHOTO, "audio": Paper.Kind.VOICE}


def _safe_name(name: str) -> str:
    bare = re.sub(r"[\x00-\x1f/\\<>:\"|?*]+", "_", name.strip()).lstrip(".")
    return bare[-120:] or "file"


def _cleaned(content: bytes, kind: Kind) -> tuple[bytes, bytes, str]:
    if kind.family == "image":
        photo, preview = clean_photo(content)
        return photo, preview, "image/jpeg"
    return content, b"", kind.media_type


def keep_upload(
    content: bytes, *, filename: str, matter: Matter | None, by: Person | None, visibility: str = Paper.Visibility.PARTIES
) -> Paper:
    """Keep a file that someone sent, as what its content is; photos lose their hidden data.

    Refuses what is empty, too large, damaged, or of a kind that is not accepted. With `matter` None the paper waits
    for the report it belongs to.
    """
    if len(content) > settings.CONCORD_PAPER_MAX_BYTES:
        most = settings.CONCORD_PAPER_MAX_BYTES // (1024 * 1024)
        raise Refusal(_("This file is larger than %(most)d MB. Send a smaller one, or bring it to the centre.") % {"most": most})
    kind = kind_of(content)
    kept, preview, media_type = _cleaned(content, kind)
    name = _safe_name(filename)
    return Paper.objects.create(
        matter=matter,
        kind=KIND_OF_FAMILY.get(kind.family, Paper.Kind.DOCUMENT),
        title=name,
        filename=name if kind.family != "image" else re.sub(r"\.\w+$", "", name) + ".jpg",
        media_type=media_type,
        size=len(kept),
        sha256=store.put(kept),
        preview_sha256=store.put(preview) if preview else "",
        visibility=visibility,
        added_by=by,
    )


def keep_made(matter: Matter, content: bytes, *, title: str, filename: str, kind: str, by: Person | None) -> Paper:
    """Keep a PDF that the platform made."""
    return Paper.objects.create(
        matter=matter,
        kind=kind,
        title=title,
        filename=_safe_name(filename),
        media_type="application/pdf",
        size=len(content),
        sha256=store.put(content),
        added_by=by,
    )
