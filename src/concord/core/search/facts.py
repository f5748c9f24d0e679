"""What can happen in searching, each told in one sentence; what was looked for of a person never stands here."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundByNumber(Fact):
    """Someone looked for matters by a telephone or identity number; the number itself is not in the record."""

    story: ClassVar[str] = _("Looked for matters by a %(field)s, for: %(purpose)s. Found: %(found)s")
    field: str
    purpose: str
    found: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchExported(Fact):
    story: ClassVar[str] = _("Took out %(rows)s matters found by “%(filter)s”, for: %(purpose)s")
    rows: int
    form: str
    filter: str
    purpose: str
