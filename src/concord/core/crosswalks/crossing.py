"""The classes of records as they come in, by the crosswalk in force for their source (K10, D3)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext_noop as _

from concord.core.crosswalks.models import LONGEST_KEY, Crossed, Crosswalk, Edition, Line
from concord.core.crosswalks.proposing import proposals_for
from concord.core.crosswalks.targets import is_by_text
from concord.core.crosswalks.tongues import in_words_of
from concord.core.exchange.crossing import ByFile, Crossing, class_reading
from concord.core.exchange.mapped import Record, Rejected
from concord.core.exchange.mapping import Mapped, Reading
from concord.core.exchange.models import Feed
from concord.engines.text.crosswalk import among

MOST_LEARNT = 2_000


@dataclass(slots=True)
class ByCrosswalk:
    """One page of records of a source that has a crosswalk; `found` is what each class became, by outside id."""

    mapped: Mapped
    reading: Reading
    crosswalk: Crosswalk
    edition: Edition | None
    found: dict[str, tuple[str, Edition | None, str]] = field(default_factory=dict)

    def settled(self, record: Record, kept: Mapping[str, str]) -> Record:
        """The record with its class as the edition in force says; what it does not know stays as the file says."""
        name, key = self.reading.field, key_of(kept[self.reading.columns[0]])
        targets = str(self.edition.table.get(key, "")) if self.edition else ""
        given = self._given(targets, record, key) if targets else record.text(name)
        self.found[record.outside_id] = (key, self.edition if targets else None, given)
        return replace(record, values={**record.values, name: given}) if targets else record

    def _given(self, targets: str, record: Record, key: str) -> str:
        given = in_words_of(self.mapped.receiver, item_for(targets, record.text("words")))
        if not given:
            told = _("By the crosswalk of this source “%(said)s” is nothing that is handled here.")
            raise Rejected(self.reading.field, told, {"said": key[:40]})
        return given

    def made(self, matters: Mapping[str, int]) -> None:
        """Keep by which edition each record was mapped."""
        rows = [self._crossed(outside_id, matter) for outside_id, matter in matters.items()]
        Crossed.objects.bulk_create(rows, ignore_conflicts=True)

    def _crossed(self, outside_id: str, matter: int) -> Crossed:
        key, edition, given = self.found[outside_id]
        return Crossed(matter_id=matter, crosswalk=self.crosswalk, key=key, edition=edition, given=given)


def key_of(said: str) -> str:
    """A class as it is kept: its names from the widest to the narrowest, joined by strokes."""
    parts = (part.strip() for part in said.replace("／", "/").replace(">", "/").split("/"))
    return "/".join(part for part in parts if part)[:LONGEST_KEY]


def item_for(targets: str, words: str) -> str:
    """The item that targets mean for a record with these words."""
    return among(words, targets.split()) if is_by_text(targets) else targets


def crosswalk_of(source: str, place: str) -> Crosswalk | None:
    """The crosswalk of a source for a place: the nearest above it."""
    above = [place[:length] for length in range(2, len(place) + 1)]
    found = Crosswalk.objects.filter(source=source, place_id__in=above).select_related("edition")
    return found.order_by("-place_id").first()


def crossing_of(feed: Feed, rows: list[dict[str, str]]) -> Crossing:
    """What the classes of a page become; classes never seen before join the crosswalk, undecided."""
    reading = class_reading(feed.mapped)
    crosswalk = crosswalk_of(feed.source, feed.place_id) if reading else None
    if reading is None or crosswalk is None:
        return ByFile(feed.mapped)
    _learn(crosswalk, {key_of(kept[reading.columns[0]]) for kept in rows})
    return ByCrosswalk(_widened(feed.mapped, reading, rows, crosswalk.edition), reading, crosswalk, crosswalk.edition)


def _widened(mapped: Mapped, reading: Reading, rows: Iterable[Mapping[str, str]], edition: Edition | None) -> Mapped:
    """The mapping with the classes of the edition in its table, so that they are read; `settled` says what they are."""
    if edition is None:
        return mapped
    said = {kept[reading.columns[0]] for kept in rows} - {known for known, _ours in reading.values}
    more = tuple((one, str(edition.table[key_of(one)])) for one in said if key_of(one) in edition.table)
    wider = replace(reading, values=(*reading.values, *more))
    return replace(mapped, fields=tuple(wider if one is reading else one for one in mapped.fields))


def _learn(crosswalk: Crosswalk, keys: set[str]) -> None:
    """Enter classes that no line has yet, up to 2,000 of a crosswalk: behind that they are no classes but words."""
    fresh = sorted(
        keys - {""} - set(Line.objects.filter(crosswalk=crosswalk, key__in=keys).values_list("key", flat=True))
    )
    if fresh and Line.objects.filter(crosswalk=crosswalk).count() + len(fresh) <= MOST_LEARNT:
        lines = [Line(crosswalk=crosswalk, key=key) for key in fresh]
        for line, proposals in zip(lines, proposals_for(lines), strict=True):
            line.proposals = proposals
        Line.objects.bulk_create(lines, ignore_conflicts=True)
