"""What becomes of signs for who watches over integrity. They belong to no matter: no story of a contract tells of them,
and neither names nor reasons stand in them.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class SignRaised(Fact):
    story: ClassVar[str] = _("A sign was raised for who watches over integrity.")
    alarm_id: int
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignGone(Fact):
    story: ClassVar[str] = _("A sign for who watches over integrity is no longer so.")
    alarm_id: int
    sign: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SignJudged(Fact):
    story: ClassVar[str] = _("A sign was judged by who watches over integrity.")
    alarm_id: int
    sign: str
    state: str
