"""What outside systems said of a contract."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class AssetTold(Fact):
    story: ClassVar[str] = _("The register of state assets told of asset %(number)s.")
    number: str
    approved: bool
    traded: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceChanged(Fact):
    story: ClassVar[str] = _("%(source_name)s says otherwise now: %(words)s. What was taken in stays as it was.")
    source_name: str
    words: str
