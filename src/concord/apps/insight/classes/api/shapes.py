"""What is sent to and told by this room."""

from datetime import date, datetime
from typing import Literal

from ninja import Field, Schema

from concord.apps.insight.classes.models import Asked, Drift, Judged, Switch
from concord.apps.insight.classes.selectors.accuracy import Row
from concord.apps.insight.classes.selectors.models import ModelShown
from concord.apps.insight.classes.selectors.questions import Question
from concord.core.api.shapes import Given, Id, Text


class ClassChoice(Schema):
    """An item that the machine finds likely."""

    item: str
    name: str


class ClassQuestion(Schema):
    """A question: the words with what identifies people hidden; `choices` are empty where the answer measures."""

    id: int
    why: Asked.Why
    place: str
    words: str
    choices: list[ClassChoice]
    because: list[str]


class ClassQuestionNext(Schema):
    """The next question, null where none waits, and how many wait."""

    question: ClassQuestion | None
    waiting: int


class ClassAnswerGiven(Given):
    """What a matter is about: an item, or `none`."""

    item: Text = Field(min_length=1, max_length=8, examples=["C11-1"])


class ClassAnswerKept(Schema):
    """The answer as it is kept."""

    id: int
    item: str
    agreed: bool


class ShareTold(Schema):
    """A share of 1 with its 95 % interval."""

    share: float
    low: float
    high: float


class AccuracyRow(Schema):
    """One group: how many answers, how often the first category was right, and one of the first three."""

    key: str
    name: str
    answers: int
    first: ShareTold
    three: ShareTold


class AccuracyTold(Schema):
    """All together, and group by group."""

    whole: AccuracyRow
    rows: list[AccuracyRow]


class AccuracyAsked(Schema):
    """How answers are grouped; `all` takes those too that were not drawn at random."""

    by: Literal["month", "source", "category", "place"] = "month"
    all: bool = False


class DriftShown(Schema):
    """An alarm: which watch rang, since when, and what it saw."""

    id: int
    county: str
    kind: Literal["agreement", "shares"]
    statistic: float
    threshold: float
    since: date
    at: datetime


class ModelCompared(Schema):
    """How a model does on a set beside the one in force then, in percent; `chance` is McNemar's exact p."""

    name: str
    texts: int
    now: float
    new: float
    three_now: float
    three_new: float
    chance: float
    verdict: str


class ModelTold(Schema):
    """A model that was offered."""

    id: int
    version: str
    at: datetime
    in_force: bool
    compared: list[ModelCompared]


class ModelsTold(Schema):
    """The models, and whether the shipped one is in force."""

    shipped_in_force: bool
    models: list[ModelTold]


class SwitchGiven(Given):
    """Which model is put in force (null: the shipped one), and why."""

    model: Id | None = Field(None, examples=[1])
    reason: Text = Field(min_length=1, max_length=400)


class SwitchTold(Schema):
    """That a model is in force from now on."""

    model: int | None
    at: datetime
    reason: str


def question_told(one: Question) -> ClassQuestion:
    """A question as the API tells it."""
    return ClassQuestion(
        id=one.asked.pk,
        why=Asked.Why(one.asked.why),
        place=one.asked.matter.place_id,
        words=one.words,
        choices=[ClassChoice(item=choice.item, name=choice.name) for choice in one.choices],
        because=list(one.because),
    )


def answer_told(one: Judged) -> ClassAnswerKept:
    """An answer as the API tells it."""
    return ClassAnswerKept(id=one.pk, item=one.chosen, agreed=one.agreed)


def row_told(row: Row) -> AccuracyRow:
    """A group as the API tells it."""
    first, three = (ShareTold(share=one.share, low=one.low, high=one.high) for one in (row.first, row.three))
    return AccuracyRow(key=row.key, name=row.name, answers=row.first.of, first=first, three=three)


def drift_told(one: Drift) -> DriftShown:
    """An alarm as the API tells it."""
    return DriftShown.model_validate(one, from_attributes=True)


def model_told(one: ModelShown) -> ModelTold:
    """A model as the API tells it."""
    compared = [ModelCompared.model_validate(told, from_attributes=True) for told in one.compared]
    offered = one.offered
    return ModelTold(id=offered.pk, version=offered.version, at=offered.at, in_force=one.in_force, compared=compared)


def switch_told(one: Switch) -> SwitchTold:
    """A switch as the API tells it."""
    return SwitchTold(model=one.offered_id, at=one.at, reason=one.reason)
