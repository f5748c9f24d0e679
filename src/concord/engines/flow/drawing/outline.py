"""A scenario as plain text, stage by stage: for screen readers, letters, and whoever prefers to read."""

from concord.engines.flow.advance import State
from concord.engines.flow.drawing.wording import STATELESS, Wording, Words
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Node, Template


def outline(template: Template, state: State = STATELESS, wording: Wording | None = None) -> str:
    """One numbered line for each task under its stage, in the order of work, and what is known of it beneath."""
    words = Words(template, state, wording or Wording())
    shape = graph(template)
    numbers = {code: number for number, code in enumerate(shape.order, 1)}
    lines = [template.title, words.summary()]
    for stage in template.stages:
        lines += ["", stage.called]
        for code in shape.order:
            if shape.nodes[code].stage == stage.code:
                lines += _task(words, shape.nodes[code], numbers[code])
    return "\n".join(lines) + "\n"


def _task(words: Words, node: Node, number: int) -> list[str]:
    head = words.wording.stop.join(filter(None, (node.name, words.body(node), words.days(node), words.said(node))))
    beneath = (words.when(node), words.after(node), words.returns(node), *node.deliverable)
    return [f"{number}. {head}", *(f"   {text}" for text in beneath if text)]
