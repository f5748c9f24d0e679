"""What became of notices, where people have to know it."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class NoticeGivenUp(Fact):
    story: ClassVar[str] = _("A message to a party did not arrive and was given up: %(reason)s Call them instead.")
    notice_id: int
    channel: str
    reason: str
