"""Connect a source to a place, and disconnect it; it reports in the name of an account of its own (G1)."""

import re
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.exchange.access import feeds_connected_by, places_connected_by
from concord.core.exchange.facts import SourceConnected, SourceDisconnected
from concord.core.exchange.mapping import BY_ADDRESS, PULLED, Mapped, Way
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.reading import mappings
from concord.core.matters.access import declare_reader
from concord.core.people.access import memberships_today
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from concord.core.refusals import Refusal

SHORTEST_KEY = 16
ADDRESS = re.compile(r"[a-z-]+:\S+")
ROLE = "source_feed"


def _checked(mapped: Mapped, url: str, key: str) -> None:
    if mapped.arrives.by in BY_ADDRESS and not ADDRESS.fullmatch(url):
        raise Refusal(_("Write where its records are fetched: an address that begins with https://."), field="url")
    if mapped.arrives.by not in {Way.FILE, Way.VIEW} and len(key) < SHORTEST_KEY:
        raise Refusal(_("The shared key needs at least 16 characters."), field="key")


def _body(by: Person, place: Place) -> Organisation:
    """The body of `by` that answers for what the source reports in this place."""
    held = [m for m in memberships_today(by) if "connect_source" in m.role.capabilities]
    return next(m.organisation for m in held if place.pk.startswith(m.place_id or m.organisation.place_id))


def _keeper(mapped: Mapped, place: Place, by: Person, today: date) -> Person:
    """The account of the source: nobody signs in with it, and it may report within the place and nothing else."""
    username = f"source-{mapped.source}-{place.pk}"
    keeper, fresh = Person.objects.get_or_create(username=username, defaults={"name": f"{mapped.zh}（数据接入）"})
    if fresh:
        keeper.set_unusable_password()
        keeper.save(update_fields=["password"])
        role, body = Role.objects.get(pk=ROLE), _body(by, place)
        Membership.objects.create(person=keeper, organisation=body, role=role, place=place, starts=today)
    return keeper


@transaction.atomic
def connect_source(
    source: str, place: Place, *, url: str, key: str, by: Person, today: date, invented: bool = False
) -> Feed:
    """Connect a source to a place; what it sends is taken in from now on. One that was disconnected goes on.

    Refuses a place beyond one's own, a grid or village, a source that is connected there, and a missing address or key.
    """
    declare_reader(by)
    if not places_connected_by(by).filter(pk=place.pk).exists():
        raise Refusal(_("Choose a county or township of yours."), field="place")
    mapped = mappings().get(source)
    if mapped is None:
        raise Refusal(_("Choose one of the sources."), field="source")
    if Feed.objects.filter(source=source, place=place, stopped_at=None).exists():
        raise Refusal(_("This source is connected there already."), field="source")
    _checked(mapped, url, key)
    feed, _fresh = Feed.objects.update_or_create(
        source=source,
        place=place,
        defaults={
            "url": url,
            "key": key,
            "keeper": _keeper(mapped, place, by, today),
            "invented": invented,
            "next_at": timezone.now() if mapped.arrives.by in PULLED else None,
            "stopped_at": None,
            "failures": 0,
        },
    )
    record(SourceConnected(matter_id=None, feed_id=feed.pk, source_name=mapped.zh, place_name=place.name), by=by)
    return feed


@transaction.atomic
def disconnect_source(pk: int, *, by: Person) -> Feed:
    """Take in nothing more from a source; what became of its records stays. Its key is forgotten."""
    declare_reader(by)
    feed = feeds_connected_by(by).filter(stopped_at=None).select_for_update(of=("self",)).get(pk=pk)
    feed.stopped_at, feed.next_at, feed.key = timezone.now(), None, ""
    feed.save(update_fields=["stopped_at", "next_at", "key"])
    running = ImportJob.objects.filter(feed=feed, state__in=[ImportJob.State.RUNNING, ImportJob.State.FAILED])
    running.update(state=ImportJob.State.STOPPED)
    name = feed.mapped.zh
    record(SourceDisconnected(matter_id=None, feed_id=pk, source_name=name, place_name=feed.place.name), by=by)
    return feed
