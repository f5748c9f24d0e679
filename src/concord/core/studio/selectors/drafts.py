"""A draft as its page shows it: stages and tasks as cards, the drawing, and what is wrong beside what it concerns."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from concord.core.studio.judging import Fault, faults_of
from concord.core.studio.models import Draft
from concord.core.studio.selectors.shown import drawn
from concord.engines.flow.drawing.unfinished import drawable
from concord.engines.flow.drawing.wording import Mark
from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import Fact

# Where the form asks for what a key of the file holds, when the field has another name.
FIELDS = {"deadline": "days", "escalation": "yellow_told"}
ANCHORS = {"when": "when-0-fact"}
PARTS = {"head": "head", "bodies": "bodies", "stages": "stage", "data": "fact", "nodes": "task"}


@dataclass(frozen=True, slots=True)
class FaultShown:
    """What is wrong, and the field where it can be mended."""

    sentence: str
    href: str
    fault: Fault


@dataclass(frozen=True, slots=True)
class Card:
    """A stage, a task or a fact in the list on the left, with what is wrong with it."""

    part: str
    code: str
    name: str
    told: str
    faults: tuple[FaultShown, ...]
    chosen: bool


@dataclass(frozen=True, slots=True)
class StageCards:
    """A stage and its tasks."""

    stage: Card
    tasks: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The drawing, wide and narrow, and everything that is wrong with what is drawn."""

    faults: tuple[FaultShown, ...]
    wide: SafeString | str
    narrow: SafeString | str


@dataclass(frozen=True, slots=True)
class Board:
    """A draft whole."""

    draft: Draft
    template: Template
    stages: tuple[StageCards, ...]
    facts: tuple[Card, ...]
    drawing: Drawing


def drawing_of(draft: Draft, template: Template, chosen: str = "", *, leads: bool = True) -> Drawing:
    """A template drawn as far as it goes; what is wrong is marked, the task at hand outlined.

    With `leads` each card is a way to the form of its task.
    """
    faults = tuple(_shown(draft, fault) for fault in faults_of(template))
    if not template.nodes:
        return Drawing(faults, "", "")
    wrong = {one.fault.code for one in faults if one.fault.part == "nodes"}
    marks = {
        node.code: _mark(address_of(draft, "task", node.code) if leads else "", node, wrong, chosen)
        for node in template.nodes
    }
    shown = drawable(template)
    return Drawing(faults, drawn(shown, marks=marks), drawn(shown, narrow=True, marks=marks))


def board_of(draft: Draft, template: Template, part: str = "", code: str = "", *, leads: bool = True) -> Board:
    """A draft as its page shows it, with one part at hand; `leads` for who may change it."""
    drawing = drawing_of(draft, template, code if part == "task" else "", leads=leads)
    card = partial(_card, drawing.faults, (part, code))
    tasks = {node.code: card("task", node.code, node.name, told=_told(template, node)) for node in template.nodes}
    stages = [
        StageCards(
            card("stage", stage.code, stage.called),
            tuple(tasks[node.code] for node in template.nodes if node.stage == stage.code),
        )
        for stage in template.stages
    ]
    known = {stage.code for stage in template.stages}
    if loose := tuple(tasks[node.code] for node in template.nodes if node.stage not in known):
        stages.append(StageCards(card("", "", _("Without a stage")), loose))
    facts = tuple(card("fact", fact.code, fact.called, told=_fact_told(template, fact)) for fact in template.data)
    return Board(draft, template, tuple(stages), facts, drawing)


def beside(faults: Iterable[FaultShown], part: str, code: str) -> dict[str, list[str]]:
    """What is wrong with one part, by the field of its form that it concerns."""
    found: dict[str, list[str]] = {}
    for one in faults:
        if PARTS[one.fault.part] == part and one.fault.code == code:
            found.setdefault(FIELDS.get(one.fault.key, one.fault.key), []).append(one.sentence)
    return found


def address_of(draft: Draft, part: str, code: str = "") -> str:
    """Where a part of a draft is edited."""
    if code:
        return reverse("studio:one", args=[draft.pk, part, code])
    return reverse("studio:part", args=[draft.pk, part])


def _shown(draft: Draft, fault: Fault) -> FaultShown:
    part = PARTS[fault.part]
    if part in {"stage", "fact", "task"} and not fault.code:
        return FaultShown(fault.sentence, f"{reverse('studio:draft', args=[draft.pk])}#{part}s", fault)
    field = FIELDS.get(fault.key, ANCHORS.get(fault.key, fault.key))
    return FaultShown(fault.sentence, f"{address_of(draft, part, fault.code)}{f'#id_{field}' if field else ''}", fault)


def _mark(href: str, node: Node, wrong: set[str], chosen: str) -> Mark:
    if node.code in wrong:
        return Mark("wrong", _("to be mended"), href)
    return Mark("chosen" if node.code == chosen else "", "", href)


def _card(
    faults: tuple[FaultShown, ...], at: tuple[str, str], part: str, code: str, name: str, *, told: str = ""
) -> Card:
    mine = tuple(one for one in faults if code and PARTS[one.fault.part] == part and one.fault.code == code)
    return Card(part, code, name, told, mine, (part, code) == at)


def _told(template: Template, node: Node) -> str:
    days = _("%(days)s working days") % {"days": node.deadline.days} if node.deadline else ""
    return " · ".join(filter(None, (template.body_called(node.body), days)))


def _fact_told(template: Template, fact: Fact) -> str:
    by = [node.name for node in template.nodes if fact.code in node.sets]
    return _("stated by “%(task)s”") % {"task": by[0]} if by else _("given at the start")
