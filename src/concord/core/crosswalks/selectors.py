"""What screens and API show of crosswalks: coverage, lines with their proposals, what the next edition changes."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from concord.core.crosswalks.access import crosswalks_seen_by, lines_seen_by
from concord.core.crosswalks.models import Crossed, Crosswalk, Line
from concord.core.crosswalks.proposing import counted
from concord.core.crosswalks.services.publishing import table_of
from concord.core.crosswalks.targets import called, called_all, is_by_text
from concord.core.exchange.reading import mappings
from concord.core.people.models import Person
from concord.engines.text.crosswalk import fits

MOST_CHANGES = 60


@dataclass(frozen=True, slots=True)
class Coverage:
    """A crosswalk: how many of its classes are decided or doubtful, and how many records its edition does not map."""

    crosswalk: Crosswalk
    lines: int
    decided: int
    doubtful: int
    records: int
    unmapped: int

    @property
    def source_name(self) -> str:
        """What its source is called; '' without one."""
        known = mappings().get(self.crosswalk.source)
        return known.name if known else ""

    @property
    def open(self) -> int:
        """How many classes wait for a decision."""
        return self.lines - self.decided


def _covered(found: Sequence[Crosswalk]) -> list[Coverage]:
    """Two more statements for any number of crosswalks."""
    keys = [one.pk for one in found]
    lines = Line.objects.filter(crosswalk__in=keys).order_by().values("crosswalk")
    counts = lines.annotate(
        lines=Count("pk"), decided=Count("pk", filter=~Q(targets="")), doubtful=Count("pk", filter=~Q(doubt=""))
    )
    sums = {row[0]: row[1:] for row in counts.values_list("crosswalk", "lines", "decided", "doubtful")}
    sent = Crossed.objects.filter(crosswalk__in=keys).order_by().values("crosswalk")
    received = sent.annotate(all=Count("pk"), unmapped=Count("pk", filter=Q(edition=None)))
    records = {row[0]: row[1:] for row in received.values_list("crosswalk", "all", "unmapped")}
    return [Coverage(one, *sums.get(one.pk, (0, 0, 0)), *records.get(one.pk, (0, 0))) for one in found]


def coverage_page(person: Person, before: int | None, size: int) -> tuple[list[Coverage], int | None]:
    """The crosswalks one sees, the newest first, and the key of the next page."""
    found = crosswalks_seen_by(person)
    rows = list((found.filter(pk__lt=before) if before else found).order_by("-pk")[: size + 1])
    return _covered(rows[:size]), rows[size - 1].pk if len(rows) > size else None


def coverage_of(person: Person, pk: int) -> Coverage:
    """One crosswalk; for others it does not exist."""
    return _covered([crosswalks_seen_by(person).get(pk=pk)])[0]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal in words: what, how sure of 100, why, and whether it is what was decided."""

    target: str
    name: str
    percent: int
    words: tuple[str, ...]
    records: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class LineShown:
    """A class as screens show it; `records` is how many came in, None where nobody counted."""

    line: Line
    proposals: tuple[Proposed, ...]
    records: int | None = None

    @property
    def says(self) -> str:
        """What was decided, in words."""
        return called_all(self.line.targets)

    @property
    def by_text(self) -> bool:
        """Whether the text of a record decides."""
        return is_by_text(self.line.targets)


def line_shown(line: Line, records: int | None = None) -> LineShown:
    """A class with its proposals in words."""
    targets = line.targets.split()
    return LineShown(
        line,
        tuple(
            Proposed(
                target=one["target"],
                name=called(one["target"]),
                percent=round(one["share"] * 100),
                words=tuple(one["words"]),
                records=one["records"],
                chosen=bool(targets) and fits(one["target"], targets),
            )
            for one in line.proposals
        ),
        records,
    )


def lines_of(person: Person, crosswalk: int, state: str = "", asked: str = "") -> QuerySet[Line]:
    """The lines of a crosswalk: all, only `open` or `doubtful` ones, those whose class holds what was asked."""
    found = lines_seen_by(person, crosswalk)
    narrowed = {"open": Q(targets=""), "doubtful": ~Q(doubt=""), "by_text": Q(targets__contains=" ")}
    found = found.filter(narrowed.get(state, Q()))
    return found.filter(key__contains=asked) if asked else found


def lines_page(
    person: Person, crosswalk: Crosswalk, *, state: str, asked: str, after: int | None, size: int
) -> tuple[list[LineShown], int | None]:
    """One page of lines in the order of the classification, with how many records came in."""
    found = lines_of(person, crosswalk.pk, state, asked)
    rows = list((found.filter(pk__gt=after) if after else found).order_by("pk")[: size + 1])
    shown, sent = rows[:size], counted(crosswalk, [one.key for one in rows[:size]])
    return [line_shown(one, sent.get(one.key, 0)) for one in shown], rows[size - 1].pk if len(rows) > size else None


def next_open(person: Person, line: Line) -> Line | None:
    """The next undecided class behind this one; at the end from the beginning."""
    found = lines_of(person, line.crosswalk_id, "open").exclude(pk=line.pk).order_by("pk")
    return found.filter(pk__gt=line.pk).first() or found.first()


@dataclass(frozen=True, slots=True)
class Change:
    """A class that the next edition maps otherwise."""

    key: str
    before: str
    after: str


def changes_of(crosswalk: Crosswalk) -> tuple[list[Change], int]:
    """What the next edition would change, up to sixty of it, and how much in all."""
    old: dict[str, str] = dict(crosswalk.edition.table) if crosswalk.edition else {}
    new = table_of(crosswalk)
    changed = [key for key in (*new, *(key for key in old if key not in new)) if old.get(key) != new.get(key)]
    shown = [Change(key, called_all(old.get(key, "")), called_all(new.get(key, ""))) for key in changed[:MOST_CHANGES]]
    return shown, len(changed)
