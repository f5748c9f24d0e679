"""What is sent in and answered about supervision."""

from datetime import date, datetime

from ninja import Field, Schema

from concord.apps.grassroots.supervision.models import Case, Finding, Found
from concord.apps.grassroots.supervision.selectors.detail import CasePage
from concord.apps.grassroots.supervision.selectors.lists import Watched
from concord.core.agenda.models import Demand
from concord.core.api.shapes import Given, Id, Text


class SuperviseGiven(Given):
    """Whose work is followed, and why."""

    body: Id
    reason: Text = Field(min_length=1, max_length=1_000)


class BringInGiven(Given):
    """Which supervising body follows too, and why."""

    body: Id
    reason: Text = Field(min_length=1, max_length=300)


class CaseOrderGiven(Given):
    """What the body is to do and to answer, and within how many working days."""

    words: Text = Field(min_length=1, max_length=1_000)
    days: int = Field(ge=1, le=60)


class FindingGiven(Given):
    """What was found of the body's work, with the reasons."""

    kind: Found
    words: Text = Field(min_length=1, max_length=2_000)


class SupervisionWordsGiven(Given):
    """Something in words."""

    words: Text = Field(min_length=1, max_length=2_000)


class CloseCaseGiven(Given):
    """What came of it."""

    outcome: Text = Field(min_length=1, max_length=1_000)


class ObjectionDecisionGiven(Given):
    """Whether the objection is right, so that the finding is struck out; and the reasons."""

    upheld: bool
    answer: Text = Field(min_length=1, max_length=2_000)


class CaseMade(Schema):
    """What was made."""

    id: int


class CaseShown(Schema):
    """A case as lists show it."""

    id: int
    number: str
    title: str
    about: int
    stage: str
    stage_name: str
    place: str
    responsible: int
    responsible_name: str
    lead: str
    opened_at: datetime
    is_open: bool


class LateWorkShown(Schema):
    """Work that was late."""

    task: int
    called: str
    due_on: date | None
    done_at: datetime | None


class FollowerShown(Schema):
    """A body that follows, and why."""

    organisation: int
    name: str
    reason: str


class CaseOrderShown(Schema):
    """A supervision order and its answer."""

    id: int
    words: str
    due_on: date | None
    answer: str
    answered_at: datetime | None


class StatementShown(Schema):
    """What the responsible body said for itself."""

    id: int
    words: str
    at: datetime


class FindingObjectionShown(Schema):
    """An objection, and what was decided on it (`upheld`: null while it waits)."""

    id: int
    words: str
    at: datetime
    upheld: bool | None
    answer: str


class FindingShown(Schema):
    """A finding; one that was struck out after an objection stays to be read."""

    id: int
    kind: str
    kind_name: str
    words: str
    found_by: str
    at: datetime
    objection_until: date
    struck_at: datetime | None
    objection: FindingObjectionShown | None


class EntryOfCase(Schema):
    """One line of its story."""

    at: datetime
    sentence: str
    who: str


class WholeCase(CaseShown):
    """A case with all that belongs to it, and the deeds at hand."""

    reason: str
    late_work: list[LateWorkShown]
    followers: list[FollowerShown]
    orders: list[CaseOrderShown]
    statements: list[StatementShown]
    findings: list[FindingShown]
    story: list[EntryOfCase]
    deeds: list[str]


class WatchedShown(Schema):
    """Work that is due soon or late, and the case in which it is followed."""

    task: int
    called: str
    matter: int
    matter_number: str
    organisation: int | None
    organisation_name: str
    place: str
    light: str
    due_on: date | None
    case: int | None


def case_facts(one: Case) -> dict[str, object]:
    """A case as lists show it."""
    matter = one.matter
    return {
        "id": one.pk,
        "number": matter.number,
        "title": matter.title,
        "about": one.about_id,
        "stage": matter.stage,
        "stage_name": one.stage_label,
        "place": matter.place_id,
        "responsible": one.responsible_id,
        "responsible_name": one.responsible.name,
        "lead": matter.lead.name if matter.lead else "",
        "opened_at": matter.opened_at,
        "is_open": matter.is_open,
    }


def order_shown(one: Demand) -> CaseOrderShown:
    """An order with its answer."""
    return CaseOrderShown(
        id=one.pk, words=one.words, due_on=one.task.due_on, answer=one.answer, answered_at=one.answered_at
    )


def finding_shown(one: Finding) -> FindingShown:
    """A finding with its objection."""
    said = getattr(one, "objection", None)
    objection = (
        FindingObjectionShown(id=said.pk, words=said.words, at=said.at, upheld=said.upheld, answer=said.answer)
        if said
        else None
    )
    return FindingShown(
        id=one.pk,
        kind=one.kind,
        kind_name=str(one.get_kind_display()),
        words=one.words,
        found_by=one.organisation.name,
        at=one.at,
        objection_until=one.objection_until,
        struck_at=one.struck_at,
        objection=objection,
    )


def whole_case(page: CasePage) -> WholeCase:
    """A case with all that belongs to it."""
    told = {
        "reason": page.case.reason,
        "late_work": [
            {"task": one.task_id, "called": one.called, "due_on": one.task.due_on, "done_at": one.task.done_at}
            for one in page.late_work
        ],
        "followers": [
            {"organisation": one.organisation_id, "name": one.organisation.name, "reason": one.why}
            for one in page.followers
        ],
        "orders": [order_shown(one) for one in page.orders],
        "statements": [{"id": one.pk, "words": one.words, "at": one.at} for one in page.statements],
        "findings": [finding_shown(one) for one in page.findings],
        "story": [{"at": one.at, "sentence": one.sentence, "who": one.who} for one in page.story],
        "deeds": list(page.deeds),
    }
    return WholeCase.model_validate(case_facts(page.case) | told)


def watched_shown(one: Watched) -> WatchedShown:
    """Work with its light and its case."""
    task = one.task
    return WatchedShown(
        task=task.pk,
        called=one.called,
        matter=task.matter_id,
        matter_number=task.matter.number,
        organisation=task.organisation_id,
        organisation_name=task.organisation.name if task.organisation else "",
        place=task.matter.place_id,
        light=one.light,
        due_on=task.due_on,
        case=one.case,
    )
