"""What is sent in and answered about evaluation."""

from datetime import date, datetime
from typing import Annotated

from ninja import Field, Schema

from concord.apps.grassroots.evaluation.formula import Formula
from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.apps.grassroots.evaluation.models import Counted, Objection
from concord.apps.grassroots.evaluation.selectors.satisfaction import Answers, Satisfaction
from concord.apps.grassroots.evaluation.selectors.sheets import FigureShown, SheetShown
from concord.core.api.shapes import Given, Id, Text, YesNo

Words = Annotated[Text, Field(min_length=1, max_length=1000)]


class PublishGiven(Given):
    """By which formula, for which month (2026-10) or quarter (2026-Q3)."""

    formula: Text = Field(max_length=60, examples=["township"])
    period: Text = Field(max_length=8, examples=["2026-10"])


class CorrectGiven(Given):
    """Why it is corrected."""

    why: Words


class ObjectGiven(Given):
    """Which matters are counted wrongly, and why."""

    matters: list[Id] = Field(min_length=1, max_length=200, examples=[[1]])
    reason: Words


class DecideGiven(Given):
    """How an objection is decided, and why."""

    upheld: YesNo
    answer: Words


class Published(Schema):
    """How many sheets were published."""

    sheets: int


class EvaluationDone(Schema):
    """The key of what was made or decided."""

    id: int


class SheetOfUnit(Schema):
    """What a formula gave for a body or a member of its staff: points of `weight` that could be counted."""

    id: int
    unit: int
    unit_name: str
    person: str
    formula: str
    version: int
    period: str
    total: float
    weight: int
    change: float | None
    objection_until: date
    corrects: int | None
    why: str


class FigureOfSheet(Schema):
    """One part: how many were counted, how many kept the duty, the value (per cent or days), its points.

    Of what stands `apart`, what residents said, it is not told which matter was counted how; nor, of few, how many.
    """

    id: int
    part: str
    name: str
    says: str
    weight: int
    numerator: int | None
    denominator: int
    value: float | None
    in_days: bool
    apart: bool
    points: float | None
    objection: int | None


class SheetWhole(SheetOfUnit):
    """A sheet with its figures."""

    figures: list[FigureOfSheet]


class WayAsked(Schema):
    """How many were asked in one way, how many answered and declined."""

    name: str
    asked: int
    answered: int
    declined: int


class MatterCounted(Schema):
    """One thing that a figure counted."""

    id: int
    matter: int
    number: str
    title: str
    kept: bool | None
    days: int | None


class MattersBehind(Schema):
    """The matters behind a figure that one may see; `unseen` is how many one may not see.

    Beside what residents said stands, for each way of asking, who was asked and who answered.
    """

    items: list[MatterCounted]
    next: str | None
    unseen: int
    asked: list[WayAsked]


class ObjectionShown(Schema):
    """An objection and what was decided."""

    id: int
    figure: int
    unit_name: str
    reason: str
    raised_at: datetime
    due_on: date
    upheld: bool | None
    answer: str


class PartShown(Schema):
    """One part of a formula."""

    code: str
    name: str
    measure: str
    says: str
    weight: int
    linear: list[int] | None
    points: list[list[int]]


class FormulaShown(Schema):
    """A formula as it is in force."""

    code: str
    version: int
    name: str
    says: str
    starts: date
    ends: date | None
    kinds: list[str]
    people: bool
    least: int
    objection_days: int
    parts: list[PartShown]


class GroupAsked(Schema):
    """One kind, category, place or outcome among the asked and among the answered."""

    kind: str
    name: str
    asked: int
    answered: int
    differs: bool


class ChannelAnswers(Schema):
    """How many were asked and answered in one way; null instead of how many were content, where too few answered."""

    name: str
    asked: int
    answered: int
    declined: int
    content: int | None


class SatisfactionShown(Schema):
    """How residents found it, with who was asked and who answered; null where too few answered."""

    period: str
    asked: int
    answered: int
    declined: int
    content: int | None
    lowest: float | None
    highest: float | None
    differs: bool
    channels: list[ChannelAnswers]
    groups: list[GroupAsked]


def sheet_facts(one: SheetShown) -> dict[str, object]:
    """What is told of a sheet."""
    sheet = one.sheet
    return {
        "id": sheet.pk,
        "unit": sheet.unit_id,
        "unit_name": sheet.unit.name,
        "person": sheet.person.name if sheet.person else "",
        "formula": one.formula.code,
        "version": one.formula.version,
        "period": one.period,
        "total": sheet.total,
        "weight": sheet.weight,
        "change": one.change,
        "objection_until": sheet.objection_until,
        "corrects": sheet.corrects_id,
        "why": sheet.why,
    }


def figure_shown(one: FigureShown) -> FigureOfSheet:
    """A figure as its sheet shows it."""
    figure = one.figure
    told = {"id": figure.pk, "part": figure.part, "name": one.part.name, "says": one.says, "weight": one.part.weight}
    told |= {name: getattr(figure, name) for name in ("denominator", "value", "points")}
    told |= {"numerator": one.kept, "apart": one.apart}
    objection = one.objection.pk if one.objection else None
    return FigureOfSheet.model_validate(told | {"in_days": one.in_days, "objection": objection})


def counted_shown(row: Counted, *, apart: bool) -> MatterCounted:
    """One thing counted; of what stands apart, not how."""
    matter, kept = row.matter, None if apart else row.kept
    return MatterCounted(
        id=row.pk, matter=matter.pk, number=matter.number, title=matter.title, kept=kept, days=row.days
    )


def ways_asked(answers: list[Answers]) -> list[WayAsked]:
    """Who was asked and who answered, by the way of asking."""
    return [
        WayAsked(name=str(one.name), asked=one.asked, answered=one.answered, declined=one.declined) for one in answers
    ]


def objection_shown(one: Objection) -> ObjectionShown:
    """An objection as lists show it."""
    return ObjectionShown(
        id=one.pk,
        figure=one.figure_id,
        unit_name=one.figure.sheet.unit.name,
        reason=one.reason,
        raised_at=one.raised_at,
        due_on=one.due_on,
        upheld=one.upheld,
        answer=one.answer,
    )


def satisfaction_shown(found: Satisfaction, period: str) -> SatisfactionShown:
    """How residents found it, all of it."""
    whole, (lowest, highest) = found.whole, found.whole.interval or (None, None)
    groups = [
        GroupAsked(kind=str(one.kind), name=one.name, asked=one.asked, answered=one.answered, differs=one.differs)
        for one in found.groups
    ]
    return SatisfactionShown(
        period=period, asked=whole.asked, answered=whole.answered, declined=whole.declined, content=whole.content,
        lowest=lowest, highest=highest, differs=found.differs, groups=groups,
        channels=[_channel(one) for one in found.channels],
    )  # fmt: skip


def _channel(one: Answers) -> ChannelAnswers:
    return ChannelAnswers(
        name=str(one.name), asked=one.asked, answered=one.answered, declined=one.declined, content=one.content
    )


def formula_shown(one: Formula) -> FormulaShown:
    """A formula, all of it."""
    parts = [
        PartShown(
            code=part.code,
            name=part.name,
            measure=part.measure,
            says=str(MEASURES[part.measure].says),
            weight=part.weight,
            linear=list(part.scale.line) if part.scale.line else None,
            points=[list(step) for step in part.scale.steps],
        )
        for part in one.parts
    ]
    names = ("code", "version", "name", "says", "people", "least", "objection_days")
    told = {name: getattr(one, name) for name in names}
    span = {"starts": one.in_force.starts, "ends": one.in_force.ends}
    return FormulaShown.model_validate(told | span | {"kinds": list(one.kinds), "parts": parts})
