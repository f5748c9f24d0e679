"""What is sent and answered about figures."""

from datetime import date

from ninja import Field, Schema

from concord.apps.insight.figures.definitions import Body, Index, Indicator
from concord.apps.insight.figures.selectors.counted import Listed
from concord.apps.insight.figures.selectors.index import IndexShown, PartShown, Points
from concord.apps.insight.figures.selectors.pages import Point, SideTable
from concord.apps.insight.figures.selectors.published import Published
from concord.apps.insight.figures.selectors.values import Figure, Value
from concord.core.api.shapes import Given, Text


class ValueShown(Schema):
    """A number with its 95 % interval, and on how many matters it stands; null where nothing is known."""

    number: float | None
    low: float | None
    high: float | None
    part: int
    cases: int


class IndicatorFigure(Schema):
    """An indicator in a period and a year before; `unit` is percent, days, per_10000, or empty for a count."""

    code: str
    name: str
    definition: str
    unit: str
    now: ValueShown
    before: ValueShown
    change: float | None
    is_better: bool | None


class FiguresOfPlace(Schema):
    """The figures of a place for whom who asks, both days of the period included."""

    place: str
    first: date
    last: date
    figures: list[IndicatorFigure]


class CurvePoint(Schema):
    """A piece of the curve by its first day."""

    first: date
    now: ValueShown
    before: ValueShown


class SideFigure(Schema):
    """One value of the side by which a figure is cut."""

    value: str
    name: str
    figure: IndicatorFigure


class OneFigure(Schema):
    """One indicator with its curve and its side; `left` is how many values of the side are not listed."""

    place: str
    first: date
    last: date
    figure: IndicatorFigure | None
    curve: list[CurvePoint]
    side: str
    rows: list[SideFigure]
    left: int


class CountedMatterShown(Schema):
    """A matter that a figure counted."""

    id: int
    kind: str
    number: str
    title: str
    place: str
    stage: str
    address: str


class PointsShown(Schema):
    """Points from 0 to 100 with their 95 % interval."""

    number: float
    low: float
    high: float


class IndexPartShown(Schema):
    """A part of the index; without points where there were too few cases."""

    indicator: str
    weight: int
    no_points_from: float
    full_points_from: float
    figure: IndicatorFigure
    now: PointsShown | None
    before: PointsShown | None


class GovernanceIndexShown(Schema):
    """The index of a place; `counted` is the weight of the parts that had enough cases."""

    name: str
    definition: str
    now: PointsShown | None
    before: PointsShown | None
    change: float | None
    counted: int
    parts: list[IndexPartShown]


class IndicatorGiven(Given):
    """An indicator as it is to be published; its measures and what fits them stand in docs/figures.md."""

    code: Text = Field(max_length=40, pattern=r"^[a-z0-9_]+$", examples=["closure"])
    zh: Text = Field(max_length=40, examples=["办结率"])
    en: Text = Field(max_length=60, examples=["Closure rate"])
    says_zh: Text = Field(max_length=300, examples=["期内登记的纠纷中，已办结的比例。"])
    says_en: Text = Field(max_length=400, examples=["Of the disputes reported, the share that ended."])
    shows: Text = Field(max_length=20, examples=["share"])
    counts: Text = Field(max_length=20, examples=["ended"])
    of: Text = Field("", max_length=20, examples=["opened"])
    kinds: list[str] = Field(max_length=10, examples=[["dispute"]])
    sources: list[str] = Field(default_factory=list, max_length=50, examples=[["petition"]])
    categories: list[str] = Field(default_factory=list, max_length=50, examples=[["03"]])
    stages: list[str] = Field(default_factory=list, max_length=50, examples=[["resolved"]])
    better: Text = Field(max_length=10, examples=["more"])
    least: int = Field(5, ge=1, le=1000)

    @property
    def body(self) -> Body:
        """As it is checked and kept."""
        return dict(self.model_dump())


class IndicatorShown(Schema):
    """An indicator in use."""

    code: str
    name: str
    definition: str
    shows: str
    counts: str
    of: str
    kinds: list[str]
    sources: list[str]
    categories: list[str]
    stages: list[str]
    better: str
    least: int


class VersionMade(Schema):
    """The number of the version that was published."""

    version: int


class WeightGiven(Given):
    """A part of the index: no points from one value, 100 from another."""

    indicator: Text = Field(max_length=40, examples=["closure"])
    weight: int = Field(ge=1, le=100)
    no_points_from: float
    full_points_from: float


class WeightsGiven(Given):
    """All parts of the index; the weights make 100."""

    parts: list[WeightGiven] = Field(
        min_length=1,
        max_length=30,
        examples=[[{"indicator": "closure", "weight": 100, "no_points_from": 50, "full_points_from": 100}]],
    )

    def body(self, index: Index) -> Body:
        """The index with these parts."""
        parts = [
            {"indicator": p.indicator, "weight": p.weight, "from": p.no_points_from, "to": p.full_points_from}
            for p in self.parts
        ]
        return {**index.body, "parts": parts}


class OpenFigureShown(Schema):
    """An indicator as everyone sees it; null where it is hidden or nothing was counted."""

    code: str
    name: str
    definition: str
    unit: str
    value: float | None
    before: float | None


class OpenCategory(Schema):
    """How many disputes were about it; null where the count is hidden."""

    name: str
    count: int | None


class PublishedFigures(Schema):
    """What everyone may see of a county for a quarter that is over."""

    place: str
    period: str
    hidden_below: int
    figures: list[OpenFigureShown]
    categories: list[OpenCategory]


def value_shown(one: Value) -> ValueShown:
    """A value."""
    return ValueShown(number=one.number, low=one.low, high=one.high, part=one.part, cases=one.cases)


def figure_shown(one: Figure) -> IndicatorFigure:
    """A figure."""
    told = one.indicator
    return IndicatorFigure(
        code=told.code, name=told.name, definition=told.says, unit=one.unit, now=value_shown(one.now),
        before=value_shown(one.before), change=one.change, is_better=one.is_better,
    )  # fmt: skip


def curve_shown(points: list[Point]) -> list[CurvePoint]:
    """A curve."""
    return [CurvePoint(first=p.first, now=value_shown(p.now), before=value_shown(p.before)) for p in points]


def side_shown(table: SideTable) -> list[SideFigure]:
    """The rows of a side."""
    return [SideFigure(value=row.value, name=row.name, figure=figure_shown(row.figure)) for row in table.rows]


def matter_shown(one: Listed) -> CountedMatterShown:
    """A matter that was counted."""
    matter = one.matter
    return CountedMatterShown(
        id=matter.pk, kind=matter.kind, number=matter.number, title=matter.title, place=matter.place_id,
        stage=matter.stage, address=one.address,
    )  # fmt: skip


def _points(one: Points | None) -> PointsShown | None:
    return None if one is None else PointsShown(number=one.number, low=one.low, high=one.high)


def _part(one: PartShown) -> IndexPartShown:
    part = one.part
    return IndexPartShown(
        indicator=part.indicator, weight=part.weight, no_points_from=part.nothing, full_points_from=part.full,
        figure=figure_shown(one.figure), now=_points(one.now), before=_points(one.before),
    )  # fmt: skip


def index_of_place(one: IndexShown) -> GovernanceIndexShown:
    """The index with its parts."""
    return GovernanceIndexShown(
        name=one.index.name, definition=one.index.says, now=_points(one.now), before=_points(one.before),
        change=one.change, counted=one.counted, parts=[_part(part) for part in one.parts],
    )  # fmt: skip


def indicator_shown(one: Indicator) -> IndicatorShown:
    """An indicator."""
    lists = {name: list(getattr(one, name)) for name in ("kinds", "sources", "categories", "stages")}
    return IndicatorShown(
        code=one.code, name=one.name, definition=one.says, shows=one.shows, counts=one.counts, of=one.of,
        better=one.better, least=one.least, **lists,
    )  # fmt: skip


def published_shown(one: Published, hidden_below: int) -> PublishedFigures:
    """What everyone may see."""
    figures = [
        OpenFigureShown(
            code=f.indicator.code, name=f.indicator.name, definition=f.indicator.says, unit=f.unit,
            value=f.value.number if f.value else None, before=f.before.number if f.before else None,
        )
        for f in one.figures
    ]  # fmt: skip
    categories = [OpenCategory(name=name, count=count) for name, count in one.categories]
    return PublishedFigures(
        place=one.place.pk, period=one.period.code, hidden_below=hidden_below, figures=figures, categories=categories
    )
