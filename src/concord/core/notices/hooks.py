"""Webhooks: a program of an organisation hears of the acts in the matters that the organisation leads or joins (K9).

It hears which act of which matter, and nothing that was said: what it may read it asks for by the API, with a token of
its own. So whoever sets up a webhook learns nothing that they could not see.
"""

import json
from collections.abc import Collection, Iterable
from urllib.parse import urlsplit

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.models import Act
from concord.core.matters.models import Involvement, Matter
from concord.core.notices.access import hooks_operated_by
from concord.core.notices.models import Hook, Notice
from concord.core.notices.services import Letter
from concord.core.people.access import reach_of
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

LONGEST = 400


def bodies_operated_by(person: Person) -> QuerySet[Organisation]:
    """The organisations for which `person` may set up webhooks."""
    inside = Q(pk__in=[])
    for place in reach_of(person, "see_operations").places:
        inside |= Q(place__code__startswith=place)
    return Organisation.objects.filter(inside).order_by("place_id", "name")


@transaction.atomic
def add_hook(organisation_pk: int, *, url: str, by: Person) -> Hook:
    """Let a program of an organisation hear of its matters; refuses what is no web address or holds a password."""
    organisation = bodies_operated_by(by).get(pk=organisation_pk)
    try:
        parts = urlsplit(url.strip())
        fits = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.username is None
    except ValueError:
        fits = False
    if not fits or len(url) > LONGEST:
        raise Refusal(_("Write the whole address, beginning with https://, without a password in it."), field="url")
    return Hook.objects.create(organisation=organisation, url=url.strip(), made_by=by)


@transaction.atomic
def stop_hook(pk: int, *, by: Person) -> Hook:
    """Tell a webhook nothing more; what waits for it is still handed over."""
    hook = hooks_operated_by(by).select_for_update(of=("self",)).get(pk=pk)
    if hook.stopped_at is None:
        hook.stopped_at = timezone.now()
        hook.save(update_fields=["stopped_at"])
    return hook


def _bodies_in(matters: Iterable[Matter]) -> dict[int, set[int]]:
    """The organisations that lead or take part in matters, by matter."""
    bodies = {matter.pk: {matter.lead_id} if matter.lead_id else set() for matter in matters}
    joined = Involvement.objects.filter(matter__in=bodies, until=None, organisation__isnull=False)
    for matter, body in joined.values_list("matter", "organisation"):
        bodies[matter].add(body)
    return bodies


def hooks_for(matter_ids: Collection[int]) -> list[tuple[Matter, Hook]]:
    """Matters, each with the live webhooks of the organisations that lead or take part in it."""
    matters = Matter.objects.in_bulk(matter_ids)
    bodies = _bodies_in(matters.values())
    live = Hook.objects.filter(organisation__in=set().union(*bodies.values()), stopped_at=None).order_by("pk")
    return [(matters[pk], hook) for hook in live for pk, inside in bodies.items() if hook.organisation_id in inside]


def letter_about(act: Act, matter: Matter, hook: Hook) -> Letter:
    """An act as a program hears of it: JSON with its number, kind, instant and matter."""
    of = {"id": matter.pk, "number": matter.number, "kind": matter.kind}
    return Letter(
        channel=Notice.Channel.WEBHOOK,
        template=act.kind,
        subject=matter.number,
        body=json.dumps({"act": act.pk, "kind": act.kind, "at": act.at.isoformat(), "matter": of}),
        address=hook.url,
        key=f"act-{act.pk}-hook-{hook.pk}",
        matter_id=matter.pk,
    )
