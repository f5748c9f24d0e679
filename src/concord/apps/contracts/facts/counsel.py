"""The pool of legal counsel: who came and left, and for whom each acts."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselEntered(Fact):
    story: ClassVar[str] = _("%(name)s of %(firm)s can be chosen as counsel.")
    counsel_id: int
    name: str
    firm: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CounselLeft(Fact):
    story: ClassVar[str] = _("%(name)s can no longer be chosen as counsel.")
    counsel_id: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementDeclared(Fact):
    story: ClassVar[str] = _("%(name)s acts for %(enterprise)s.")
    counsel_id: int
    name: str
    enterprise: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EngagementEnded(Fact):
    story: ClassVar[str] = _("%(name)s no longer acts for %(enterprise)s.")
    counsel_id: int
    name: str
    enterprise: str
