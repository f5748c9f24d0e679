"""What can happen to the definitions of figures, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorPublished(Fact):
    story: ClassVar[str] = _("Published the indicator “%(name)s”, version %(version)s.")
    code: str
    name: str
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorEnded(Fact):
    story: ClassVar[str] = _("Took the indicator “%(name)s” off the pages.")
    code: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IndexPublished(Fact):
    story: ClassVar[str] = _("Published the governance index, version %(version)s.")
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FiguresExported(Fact):
    story: ClassVar[str] = _("Took %(rows)s rows of figures out as a spreadsheet.")
    rows: int
    filter: str
