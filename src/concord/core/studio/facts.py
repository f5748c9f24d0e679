"""What happens to a draft, each told in one sentence; that a scenario was published is an act of the agenda."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftStarted(Fact):
    story: ClassVar[str] = _("The draft “%(title)s” was begun (%(origin)s).")
    draft_id: int
    title: str
    origin: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftSaved(Fact):
    story: ClassVar[str] = _("The draft “%(title)s” was saved, revision %(revision)s.")
    draft_id: int
    title: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftDiscarded(Fact):
    story: ClassVar[str] = _("The draft “%(title)s” was discarded.")
    draft_id: int
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftPublished(Fact):
    story: ClassVar[str] = _("The draft “%(title)s” was published as version %(version)s of “%(code)s”.")
    draft_id: int
    title: str
    code: str
    version: int
