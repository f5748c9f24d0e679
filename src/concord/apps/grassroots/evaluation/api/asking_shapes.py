"""What is sent in and answered when residents are asked, and about what is to be put right."""

from datetime import date
from typing import Literal

from ninja import Field, Schema

from concord.apps.grassroots.evaluation.models import Asking, PutRight
from concord.apps.grassroots.evaluation.rules import rules
from concord.apps.grassroots.evaluation.services.answering import MOST_WORDS, Said
from concord.core.api.shapes import Given, Text, YesNo


class MissingEntry(Schema):
    """Something that can be missing."""

    id: str
    name: str


class AskedAbout(Schema):
    """What someone is asked about: the body, and the matter by kind, number and day of its end."""

    unit_name: str
    kind: str
    number: str
    ended_on: date | None
    until: date | None
    missing: list[MissingEntry]


class FoundGiven(Given):
    """How someone found it; who is not content says what is missing, and whether the body is to put it right."""

    answer: Literal["content", "not", "declined"]
    missing: list[Text] = Field([], max_length=20, examples=[["slow"]])
    words: Text = Field("", max_length=MOST_WORDS)
    put_right: YesNo = False

    def said(self) -> Said | None:
        """What was said; None where someone declined."""
        if self.answer == "declined":
            return None
        if self.answer == "content":
            return Said(content=True)
        return Said(False, tuple(self.missing), self.words, self.put_right)


class CallsWaiting(Schema):
    """How many wait to be called, and which call one has begun."""

    waiting: int
    begun: int | None


class CallDrawn(AskedAbout):
    """Whom to call about what; the number is asked for on its own."""

    id: int
    name: str
    phone: str
    title: str
    tries: int


class NumberShown(Schema):
    """The number to call."""

    phone: str


class PutRightShown(Schema):
    """What someone wants put right, and what was done."""

    id: int
    matter: int
    number: str
    unit_name: str
    missing: list[MissingEntry]
    words: str
    due_on: date | None
    done: bool
    what: str


class PutRightGiven(Given):
    """What was done about what was missing."""

    what: Text = Field(min_length=1, max_length=MOST_WORDS)


def missing_entries(ids: list[str]) -> list[MissingEntry]:
    """What is missing, by id and name."""
    return [MissingEntry(id=one, name=name) for one, name in zip(ids, rules().missing_names(ids), strict=True)]


def about(asking: Asking) -> dict[str, object]:
    """What is told of an asking to who answers it."""
    matter = asking.matter
    return {
        "unit_name": asking.unit.name,
        "kind": str(matter.get_kind_display()),
        "number": matter.number,
        "ended_on": matter.closed_at.date() if matter.closed_at else None,
        "until": asking.until,
        "missing": missing_entries(list(rules().missing)),
    }


def call_drawn(asking: Asking) -> CallDrawn:
    """A call as its caller sees it."""
    party = asking.party
    assert party is not None
    told = {"id": asking.pk, "name": party.name, "phone": party.masked_phone, "title": asking.matter.title}
    return CallDrawn.model_validate(about(asking) | told | {"tries": asking.tries})


def put_right_shown(one: PutRight) -> PutRightShown:
    """What is to be put right, as lists show it."""
    return PutRightShown(
        id=one.pk,
        matter=one.matter_id,
        number=one.matter.number,
        unit_name=one.unit.name,
        missing=missing_entries(one.missing),
        words=one.words,
        due_on=one.task.due_on,
        done=one.done_at is not None,
        what=one.what,
    )
