"""Ask those whom a matter concerned how they found it: once, some days after its end, never too often (G5)."""

import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.grassroots.evaluation.facts import ResidentAsked
from concord.apps.grassroots.evaluation.links import hash_of_link, new_link_key
from concord.apps.grassroots.evaluation.models import Asking
from concord.apps.grassroots.evaluation.models.asking import Channel
from concord.apps.grassroots.evaluation.rules import rules
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.agenda.owners import bodies_near
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from concord.core.notices.phone_codes import clean_phone
from concord.core.notices.services import Letter, send
from concord.core.people.models import Organisation
from concord.core.refusals import Refusal
from concord.engines.law.calendar import presumed_rest_day, working_day_after

HUNDRED, MOST = 100, 200
RATED = "DisputeRated"
# Whose handling it is where a matter has no leading body.
HANDLED_BY = {Matter.Kind.SIGHTING: "township", Matter.Kind.CONSULTATION: "township"}
LANGUAGE = "zh-hans"


def judged(matter: Matter) -> Organisation | None:
    """The body whose handling a resident is asked about: the leading one, else the township or centre near it."""
    if matter.lead is not None:
        return matter.lead
    kind = HANDLED_BY.get(Matter.Kind(matter.kind), "centre")
    return bodies_near([kind], matter.place_id, matter.topic).get(kind)


def plan_askings(ended: Mapping[int, tuple[date, int]], *, today: date) -> int:
    """Plan to ask the applicants of matters that ended: by key the day of the end, and the matter that it began with.

    Nobody is asked twice about the same, nor who has rated it on screen, nor who left no phone; nor of an end so long
    ago (a history that was loaded) that the time to answer has passed.
    """
    matters = Matter.objects.select_related("lead").filter(pk__in=ended, is_open=False).exclude(pk__in=_rated(ended))
    parties = _applicants(root for _day, root in ended.values())
    wanted = []
    for matter in matters:
        day, root = ended[matter.pk]
        ask_on = working_day_after(day, rules().after, presumed_rest_day)
        unit = judged(matter)
        if unit is not None and working_day_after(ask_on, rules().within, presumed_rest_day) >= today:
            wanted += [
                Asking(
                    matter=matter, root=root, unit=unit, party=party, resident_hash=party.phone_hash,
                    ask_on=max(ask_on, today),
                )
                for party in parties.get(root, ())
            ]  # fmt: skip
    return len(Asking.objects.bulk_create(wanted, ignore_conflicts=True))


def _rated(matters: Iterable[int]) -> set[int]:
    rated = Act.objects.filter(kind=RATED, matter_id__in=list(matters)).values_list("matter_id", flat=True)
    return {one for one in rated if one is not None}


def _applicants(matters: Iterable[int]) -> dict[int, list[Party]]:
    """The people who began each matter and left a phone."""
    known = Party.objects.filter(
        matter__in=set(matters), side=Party.Side.APPLICANT, organisation=None, phone_hash__isnull=False
    )
    found: dict[int, list[Party]] = {}
    for party in known.order_by("pk"):
        found.setdefault(party.matter_id, []).append(party)
    return found


@transaction.atomic
def ask_due(today: date) -> int:
    """Ask all whose day has come: by a link in a message, or by lot by telephone; returns how many were looked at.

    What was rated on screen or reopened meanwhile is dropped; who was asked often enough this quarter is spared.
    """
    declare_system()
    due = Asking.objects.filter(state=Asking.State.PLANNED, ask_on__lte=today).order_by("pk")
    due = due.select_related("matter", "unit", "party__person").select_for_update(of=("self",), skip_locked=True)
    rows = list(due[:MOST])
    rated = _rated(one.matter_id for one in rows)
    for one in rows:
        if one.matter.is_open or one.matter_id in rated or one.party is None:
            one.delete()
        elif _often_enough(one, today):
            one.state, one.party, one.settled_on = Asking.State.SPARED, None, today
            one.save()
        else:
            _ask(one, one.party, today)
    return len(rows)


def _often_enough(one: Asking, today: date) -> bool:
    begins = date(today.year, (today.month - 1) // 3 * 3 + 1, 1)
    asked = Asking.objects.filter(resident_hash=one.resident_hash, asked_on__gte=begins)
    return asked.count() >= rules().most_a_quarter


def _ask(one: Asking, party: Party, today: date) -> None:
    one.state, one.asked_on = Asking.State.ASKED, today
    one.until = working_day_after(today, rules().within, presumed_rest_day)
    is_called = secrets.randbelow(HUNDRED) < rules().called or not _is_mobile(party.phone)
    one.channel = Channel.CALL if is_called else Channel.LINK
    if one.channel == Channel.LINK:
        key = new_link_key()
        one.key_hash = hash_of_link(key)
        _send_link(one, party, key)
    one.save()
    with override(LANGUAGE):
        told = ResidentAsked(matter_id=one.matter_id, channel_name=str(Channel(one.channel).label))
    record(told, by=None)


def _is_mobile(phone: str) -> bool:
    try:
        clean_phone(phone)
    except Refusal:
        return False
    return True


def _send_link(one: Asking, party: Party, key: str) -> None:
    """Write the message; people of an invented matter have no phone to send it to."""
    if one.matter.invented:
        return
    with override(party.person.language if party.person else LANGUAGE):
        said = _("[Concord] %(unit)s has ended %(number)s. Are you content? Say so here by %(until)s: %(url)s")
        body = said % {
            "unit": one.unit.name,
            "number": one.matter.number,
            "until": f"{one.until:%m-%d}",
            "url": f"{settings.PUBLIC_URL}/a/{key}/",
        }
    send(Letter(channel="sms", address=clean_phone(party.phone), template="asking", body=body, key=f"asking-{one.pk}"))


@transaction.atomic
def leave_unanswered(today: date) -> int:
    """End the askings whose time has passed, and forget whom they were to; returns how many."""
    declare_system()
    over = Asking.objects.filter(state=Asking.State.ASKED, until__lt=today)
    return over.update(state=Asking.State.LEFT, party=None, key_hash=None, caller=None, settled_on=today)


@transaction.atomic
def forget_residents(before: date) -> int:
    """Forget who was asked, once it no longer serves to ask them less often; returns how many."""
    declare_system()
    old = Asking.objects.filter(settled_on__lt=before, resident_hash__isnull=False)
    return old.update(resident_hash=None)
