"""The demo county's sources, connected to their stand-ins, and what they held at first; all invented."""

from django.utils.timezone import localdate

from concord.config.demo.county import County
from concord.config.stand_ins import source_key
from concord.connectors.sources.samples import samples
from concord.core.exchange.mapping import PULLED, Way
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.outside import Page
from concord.core.exchange.reading import mappings
from concord.core.exchange.services.connecting import connect_source
from concord.core.exchange.services.importing import take_page
from concord.core.people.models import Person, Place

VIA = {Way.PUSH: ImportJob.Via.PUSH, Way.FILE: ImportJob.Via.FILE}


def make_exchange(county: County, receivers: frozenset[str]) -> None:
    """Connect each source of some rooms once and take in what its stand-in holds; making it again changes nothing."""
    operator = Person.objects.get(username="operator")
    held = {one.source: one.records for one in samples()}
    for source, mapped in mappings().items():
        if mapped.receiver not in receivers:
            continue
        place = _place_of(source, county)
        if not Feed.objects.filter(source=source, place=place).exists():
            _take_in(_connected(source, place, operator), held[source])


def _place_of(source: str, county: County) -> Place:
    """Systems report on the county; files come from the offices of one township."""
    of_township = mappings()[source].arrives.by == Way.FILE
    return county.bodies["township"].place if of_township else county.place


def _connected(source: str, place: Place, operator: Person) -> Feed:
    by = mappings()[source].arrives.by
    url = f"stand-in:{source}" if by in PULLED else ""
    key = "" if by == Way.FILE else source_key()
    return connect_source(source, place, url=url, key=key, by=operator, today=localdate(), invented=True)


def _take_in(feed: Feed, rows: list[dict[str, object]]) -> None:
    via = VIA.get(feed.mapped.arrives.by, ImportJob.Via.PULL)
    job = ImportJob.objects.create(feed=feed, via=via, started_by=None)
    take_page(job.pk, Page(rows), at={}, today=localdate())
