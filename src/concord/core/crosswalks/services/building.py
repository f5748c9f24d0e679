"""Begin a crosswalk and add classes to it: from a table, from its source, or from one that is shipped (D3)."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.crosswalks.access import crosswalks_kept_by, places_kept_by
from concord.core.crosswalks.crossing import key_of
from concord.core.crosswalks.facts import ClassesAdded, CrosswalkMade
from concord.core.crosswalks.models import LONGEST_KEY, Crosswalk, Line
from concord.core.crosswalks.proposing import decided_in, proposals_for
from concord.core.crosswalks.shipped import SHIPPED, shipped_lines
from concord.core.exchange.crossing import class_reading
from concord.core.exchange.files import rows_under
from concord.core.exchange.models import Feed, RejectedRow
from concord.core.exchange.reading import mappings
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person, Place
from concord.core.refusals import Refusal

MOST_LINES = 5_000
DEFINITION = ("定义", "说明", "definition")
LONGEST_DEFINITION = 600


@transaction.atomic
def make_crosswalk(
    name: str, *, place: Place, source: str = "", shipped: str = "", classes: Iterable[tuple[str, str]] = (), by: Person
) -> Crosswalk:
    """Begin a crosswalk for a place, with classes and their definitions, what its source sends, or what is shipped.

    Refuses a place beyond one's own, a source that has one there, and a beginning without a single class.
    """
    declare_reader(by)
    if not places_kept_by(by).filter(pk=place.pk).exists():
        raise Refusal(_("Choose a county or township of yours."), field="place")
    if source and source not in mappings():
        raise Refusal(_("Choose one of the sources."), field="source")
    if source and Crosswalk.objects.filter(source=source, place=place).exists():
        raise Refusal(_("This source has a crosswalk there already."), field="source")
    crosswalk = Crosswalk.objects.create(name=name, source=source, place=place, made_by=by)
    if shipped:
        _take_shipped(crosswalk, shipped, by)
    found = [*classes, *((key, "") for key in _sent_by(crosswalk))]
    lines = _enter(crosswalk, found) + crosswalk.lines.exclude(targets="").count()
    if not lines:
        raise Refusal(_("There is no class to begin with: send a table, or choose a source."), field="file")
    record(CrosswalkMade(matter_id=None, crosswalk_id=crosswalk.pk, name=name, lines=lines), by=by)
    return crosswalk


@transaction.atomic
def add_classes(pk: int, *, content: bytes, by: Person) -> int:
    """Add the classes of a table to a crosswalk; those it has already stay as they are. How many are new."""
    declare_reader(by)
    crosswalk = crosswalks_kept_by(by).select_for_update(of=("self",)).get(pk=pk)
    lines = _enter(crosswalk, classes_in(content))
    if lines:
        record(ClassesAdded(matter_id=None, crosswalk_id=pk, name=crosswalk.name, lines=lines), by=by)
    return lines


@transaction.atomic
def propose_anew(pk: int, *, by: Person) -> int:
    """Let the machine look again at the undecided classes, with what people have decided since. How many there are."""
    declare_reader(by)
    crosswalk = crosswalks_kept_by(by).select_for_update(of=("self",)).get(pk=pk)
    lines = list(crosswalk.lines.filter(targets="").order_by("pk"))
    for line, proposals in zip(lines, proposals_for(lines, decided_in(crosswalk)), strict=True):
        line.proposals = proposals
    Line.objects.bulk_update(lines, ["proposals"], batch_size=500)
    return len(lines)


def _take_shipped(crosswalk: Crosswalk, code: str, by: Person) -> None:
    """Take the lines over as they were decided; the machine's proposals stand beside them all the same."""
    if code not in SHIPPED:
        raise Refusal(_("Choose one of those that come with the platform."), field="shipped")
    now = timezone.now()
    lines = [
        Line(crosswalk=crosswalk, key=one.key, targets=one.targets, doubt=one.doubt, decided_by=by, decided_at=now)
        for one in shipped_lines(code)
    ]
    _propose_and_keep(lines)


def _propose_and_keep(lines: list[Line]) -> None:
    for line, proposals in zip(lines, proposals_for(lines), strict=True):
        line.proposals = proposals
    Line.objects.bulk_create(lines, batch_size=500)


def _enter(crosswalk: Crosswalk, found: Iterable[tuple[str, str]]) -> int:
    known = set(crosswalk.lines.values_list("key", flat=True))
    fresh = {key: definition for key, definition in found if key and key not in known}
    if len(known) + len(fresh) > MOST_LINES:
        raise Refusal(_("A crosswalk has at most 5,000 classes. This is a list of something else."), field="file")
    _propose_and_keep([Line(crosswalk=crosswalk, key=key, definition=said) for key, said in fresh.items()])
    return len(fresh)


def classes_in(content: bytes) -> list[tuple[str, str]]:
    """The classes of a table: a column for each level, the widest first, and perhaps one with definitions."""
    found = []
    for _number, row in rows_under(content, ()):
        said = {head: str(cell).strip() for head, cell in row.items()}
        definition = next((said[head] for head in DEFINITION if said.get(head)), "")
        levels = [cell.replace("/", "／") for head, cell in said.items() if head and head not in DEFINITION and cell]
        if levels:
            found.append((key_of("/".join(levels))[:LONGEST_KEY], definition[:LONGEST_DEFINITION]))
    return found


def _sent_by(crosswalk: Crosswalk) -> list[str]:
    """The classes that the source's mapping file knows, and those that were refused because it did not."""
    if not crosswalk.source:
        return []
    reading = class_reading(mappings()[crosswalk.source])
    if reading is None:
        raise Refusal(_("This source sends no class of its own."), field="source")
    feeds = Feed.objects.filter(source=crosswalk.source, place__code__startswith=crosswalk.place_id)
    refused = RejectedRow.objects.filter(feed__in=feeds, field=reading.field, mended_at=None)
    said = [str(names.get("said", "")) for names in refused.values_list("names", flat=True)[:MOST_LINES]]
    return [key_of(one) for one in (*(known for known, _ours in reading.values), *said)]
