"""What a scenario shows of itself: who takes part, its steps in the order of work, its drawing."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from concord.engines.flow.advance import State
from concord.engines.flow.drawing.svg import draw
from concord.engines.flow.drawing.unfinished import drawable
from concord.engines.flow.drawing.wording import CHINESE, STATELESS, Mark, Wording, Words
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Limit, Node, Template


@dataclass(frozen=True, slots=True)
class StepShown:
    """One task as its page tells it; `days` are working days from its opening, `limits` what the law sets."""

    number: int
    code: str
    name: str
    body: str
    days: int | None
    limits: tuple[Limit, ...]
    deliverable: tuple[str, ...]
    when: str
    returns: str
    basis: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class StageShown:
    """A part of the way, and its steps."""

    name: str
    steps: tuple[StepShown, ...]


def drawn(
    template: Template,
    state: State = STATELESS,
    *,
    narrow: bool = False,
    marks: Mapping[str, Mark] | None = None,
    name: str = "flow",
) -> SafeString:
    """The scenario as SVG in the reader's language, `narrow` for a phone; its colours stand in `concord/flow.css`.

    With a state, each task shows where it stands; `marks` are added to the cards of tasks.
    """
    name = f"{name}-narrow" if narrow else f"{name}-wide"
    svg = draw(template, state, _wording(), narrow=narrow, styled=False, name=name, marks=marks)
    return mark_safe(svg)  # noqa: S308  (the drawing is built as XML, which escapes all text)


def condition_in_words(template: Template, node: Node) -> str:
    """When a task applies, as its card in the drawing says it; nothing where that cannot be told yet."""
    tidy = next(one for one in drawable(template).nodes if one.code == node.code)
    return Words(template, STATELESS, _wording()).when(tidy)


def bodies_in(template: Template) -> list[str]:
    """The bodies that take part, in the order in which they first act."""
    shape = graph(template)
    return list(dict.fromkeys(template.body_called(shape.nodes[code].body) for code in shape.order))


def stages_of(template: Template) -> list[StageShown]:
    """The steps under their stages, numbered in the order of work."""
    words = Words(template, STATELESS, _wording())
    numbers = {code: number for number, code in enumerate(graph(template).order, 1)}
    shown = sorted((_step(words, node, numbers[node.code]) for node in template.nodes), key=lambda step: step.number)
    stage_of = {node.code: node.stage for node in template.nodes}
    return [
        StageShown(stage.called, tuple(step for step in shown if stage_of[step.code] == stage.code))
        for stage in template.stages
    ]


def _step(words: Words, node: Node, number: int) -> StepShown:
    deadline = node.deadline
    return StepShown(
        number=number,
        code=node.code,
        name=node.name,
        body=words.body(node),
        days=deadline.days if deadline else None,
        limits=deadline.statutory if deadline else (),
        deliverable=node.deliverable,
        when=words.when(node),
        returns=words.returns(node),
        basis=node.basis,
    )


def _wording() -> Wording:
    return Wording() if (get_language() or "").startswith("en") else CHINESE
