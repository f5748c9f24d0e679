"""What is sent to and told by crosswalks."""

from datetime import datetime

from ninja import Field, Schema

from concord.core.api.pages import PageAsked
from concord.core.api.shapes import Given, PlaceCode, Text
from concord.core.crosswalks.models import Edition, Remapping
from concord.core.crosswalks.selectors import Coverage, LineShown


class ClassGiven(Given):
    """A class: its names from the widest to the narrowest, joined by strokes, and its definition."""

    key: Text = Field(min_length=1, max_length=240, examples=["城乡建设/物业服务"])
    definition: Text = Field("", max_length=600)


class CrosswalkGiven(Given):
    """What a crosswalk is called, where it holds, and what it begins with."""

    name: Text = Field(min_length=1, max_length=120)
    place: PlaceCode
    source: Text = Field("", max_length=40)
    shipped: Text = Field("", max_length=40)
    classes: list[ClassGiven] = Field([], max_length=5_000, examples=[[{"key": "城乡建设/物业服务"}]])


class CrosswalkShown(Schema):
    """A crosswalk, how far it is decided, and how many records of its source came in."""

    id: int
    name: str
    source: str
    place: str
    place_name: str
    edition: int | None
    published_at: datetime | None
    classes: int
    undecided: int
    doubtful: int
    records: int
    unmapped: int


class ProposalTold(Schema):
    """What the machine proposes for a class: its share of 1, the words that speak for it, records so decided."""

    target: str
    name: str
    share: float
    words: list[str]
    records: int


class ClassShown(Schema):
    """A class of the other body; `targets` are what was decided, none where it is undecided."""

    id: int
    key: str
    definition: str
    targets: list[str]
    by_text: bool
    doubt: str
    decided_by: str | None
    decided_at: datetime | None
    proposals: list[ProposalTold]
    records: int | None


class ClassesAsked(PageAsked):
    """Which classes: all, `open`, `doubtful` or `by_text`; those whose name holds `q`."""

    state: Text = Field("", pattern="^(open|doubtful|by_text)?$")
    q: Text = Field("", max_length=60)


class ClassDecision(Given):
    """What a class is: items, a category, `none` or `text`; several mean that the text of a record decides."""

    targets: list[str] = Field(min_length=1, max_length=8, examples=[["C16-1"]])
    doubt: Text = Field("", max_length=200)


class EditionShown(Schema):
    """A published edition; `table` is by class what it is."""

    number: int
    published_at: datetime
    table: dict[str, str]


class ChangeTold(Schema):
    """What the next edition maps otherwise."""

    key: str
    before: str
    after: str


class RemappingShown(Schema):
    """That records were mapped anew, and whether it was undone."""

    id: int
    edition: int
    at: datetime
    changed: int
    undone_at: datetime | None


class CountTold(Schema):
    """How many there are."""

    number: int


def crosswalk_shown(one: Coverage) -> CrosswalkShown:
    """A crosswalk as the API tells it."""
    edition = one.crosswalk.edition
    return CrosswalkShown(
        id=one.crosswalk.pk,
        name=one.crosswalk.name,
        source=one.crosswalk.source,
        place=one.crosswalk.place_id,
        place_name=one.crosswalk.place.name,
        edition=edition.number if edition else None,
        published_at=edition.published_at if edition else None,
        classes=one.lines,
        undecided=one.open,
        doubtful=one.doubtful,
        records=one.records,
        unmapped=one.unmapped,
    )


def class_shown(one: LineShown) -> ClassShown:
    """A class as the API tells it."""
    line = one.line
    return ClassShown(
        id=line.pk,
        key=line.key,
        definition=line.definition,
        targets=line.targets.split(),
        by_text=one.by_text,
        doubt=line.doubt,
        decided_by=line.decided_by.name if line.decided_by else None,
        decided_at=line.decided_at,
        proposals=[
            ProposalTold(
                target=said.target,
                name=said.name,
                share=said.percent / 100,
                words=list(said.words),
                records=said.records,
            )
            for said in one.proposals
        ],
        records=one.records,
    )


def edition_shown(edition: Edition) -> EditionShown:
    """An edition as the API tells it."""
    return EditionShown(number=edition.number, published_at=edition.published_at, table=edition.table)


def remapping_shown(one: Remapping) -> RemappingShown:
    """A mapping anew as the API tells it."""
    return RemappingShown(
        id=one.pk, edition=one.edition.number, at=one.at, changed=one.changed, undone_at=one.undone_at
    )
