"""What outside registers were asked about a counterparty, and what they said."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAsked(Fact):
    story: ClassVar[str] = _("The register of companies was asked about %(code)s.")
    lookup_id: int
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RegisterAnswered(Fact):
    """`listed` names lists of dishonest or punished bodies, joined; empty where it stands on none."""

    story: ClassVar[str] = _("The register of companies answered: %(name)s, %(status)s. %(listed)s")
    lookup_id: int
    name: str
    status: str
    listed: str
