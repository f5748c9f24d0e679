"""Forget how parties of closed matters were reached; who they were and what was done stays, as proof."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from django.db.models import Count, Q
from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact
from concord.core.acts.services import record
from concord.core.matters.models import Party

KNOWN = ~Q(phone="") | ~Q(identity_number="") | ~Q(address="") | Q(follow_hash__isnull=False)
MOST = 5_000


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonalDataForgotten(Fact):
    """The time was over for which phones, identity numbers and addresses may be kept."""

    story: ClassVar[str] = _("Phones, identity numbers and addresses of %(parties)s parties were deleted on time.")
    parties: int


def forget_parties(before: datetime, *, most: int = MOST) -> int:
    """Delete how parties of matters closed before an instant were reached and recognised; returns how many parties.

    At most `most` at once; the rest is for the next time.
    """
    over = Party.objects.filter(KNOWN, matter__is_open=False, matter__closed_at__lt=before)
    found = list(over.select_for_update(of=("self",)).order_by("matter_id", "pk").values_list("pk", flat=True)[:most])
    parties = Party.objects.filter(pk__in=found)
    matters = list(parties.values("matter").annotate(parties=Count("pk")).order_by("matter"))
    parties.update(phone="", phone_hash=None, identity_number="", identity_hash=None, address="", follow_hash=None)
    record(*(PersonalDataForgotten(matter_id=one["matter"], parties=one["parties"]) for one in matters), by=None)
    return len(found)
