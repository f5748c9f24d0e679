"""Changes of a template as the form makes them: pure, each returns a new template, unsound where people leave it so."""

from dataclasses import replace
from typing import TypeVar

from concord.engines.flow.template import Node, Stage, Template
from concord.engines.flow.values import Fact, FactType

One = TypeVar("One", Node, Stage, Fact)


def next_code(begin: str, taken: set[str]) -> str:
    """The first code `t1`, `t2` … that nothing has."""
    number = 1
    while f"{begin}{number}" in taken:
        number += 1
    return f"{begin}{number}"


def with_stage_added(template: Template, label: str) -> Template:
    """A stage at the end."""
    code = next_code("s", {stage.code for stage in template.stages})
    return replace(template, stages=_labelled((*template.stages, Stage(code, label))))


def with_fact_added(template: Template, label: str, code: str = "") -> Template:
    """A fact that is answered by yes or no, until one says otherwise."""
    code = code or next_code("f", set(template.facts))
    return replace(template, data=(*template.data, Fact(code, FactType.BOOLEAN, label=label)))


def with_task_added(template: Template, stage: str, name: str) -> Template:
    """A task at the end of a stage, which waits for the one listed before it and belongs to the same duty."""
    places = [place for place, node in enumerate(template.nodes) if _rank(template, node) <= _rank_of(template, stage)]
    at = places[-1] + 1 if places else 0
    before = template.nodes[places[-1]] if places else None
    code = next_code("t", {node.code for node in template.nodes})
    after, owner = ((before.code,), before.owner) if before else ((), "")
    node = Node(code, stage, name, owner, after=after)
    return replace(template, nodes=(*template.nodes[:at], node, *template.nodes[at:]))


def with_task(template: Template, node: Node) -> Template:
    """A task as it is now, in its place."""
    return replace(template, nodes=_put(template.nodes, node))


def with_stage(template: Template, stage: Stage) -> Template:
    """A stage as it is now; once one of them has a name, all have."""
    return replace(template, stages=_labelled(_put(template.stages, stage)))


def with_fact(template: Template, fact: Fact) -> Template:
    """A fact as it is now."""
    return replace(template, data=_put(template.data, fact))


def without_task(template: Template, code: str) -> Template:
    """Without a task; what waited for it waits for what it waited for."""
    gone = next(node for node in template.nodes if node.code == code)
    return replace(template, nodes=tuple(_skipping(node, gone) for node in template.nodes if node.code != code))


def without_stage(template: Template, code: str) -> Template:
    """Without a stage; its tasks stay and say that they belong to none."""
    return replace(template, stages=tuple(stage for stage in template.stages if stage.code != code))


def without_fact(template: Template, code: str) -> Template:
    """Without a fact; no task states it any more, and a condition on it says that it is not declared."""
    nodes = tuple(replace(node, sets=tuple(name for name in node.sets if name != code)) for node in template.nodes)
    return replace(template, data=tuple(fact for fact in template.data if fact.code != code), nodes=nodes)


def moved(entries: tuple[One, ...], code: str, step: int) -> tuple[One, ...]:
    """Entries with one of them a place further up (-1) or down (1); at the edge it stays."""
    at = next(place for place, one in enumerate(entries) if one.code == code)
    to = at + step
    if not 0 <= to < len(entries):
        return entries
    changed = list(entries)
    changed[at], changed[to] = changed[to], changed[at]
    return tuple(changed)


def with_task_moved(template: Template, code: str, step: int) -> Template:
    """A task one place up or down among those of its stage."""
    node = next(node for node in template.nodes if node.code == code)
    mates = moved(tuple(one for one in template.nodes if one.stage == node.stage), code, step)
    following = iter(mates)
    nodes = tuple(next(following) if one.stage == node.stage else one for one in template.nodes)
    return replace(template, nodes=nodes)


def _put(entries: tuple[One, ...], changed: One) -> tuple[One, ...]:
    return tuple(changed if one.code == changed.code else one for one in entries)


def _labelled(stages: tuple[Stage, ...]) -> tuple[Stage, ...]:
    """A file names all stages or none."""
    return tuple(replace(stage, label=stage.called) for stage in stages) if any(s.label for s in stages) else stages


def _skipping(node: Node, gone: Node) -> Node:
    if gone.code not in node.after + node.returns:
        return node
    instead = [name for one in node.after for name in (gone.after if one == gone.code else (one,))]
    after = tuple(dict.fromkeys(instead))
    return replace(node, after=after, returns=tuple(name for name in node.returns if name != gone.code))


def _rank_of(template: Template, stage: str) -> int:
    codes = [one.code for one in template.stages]
    return codes.index(stage) if stage in codes else len(codes)


def _rank(template: Template, node: Node) -> int:
    return _rank_of(template, node.stage)
