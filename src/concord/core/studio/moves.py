"""The buttons beside a list of stages, tasks or facts: add, up, down, take out."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from concord.core.studio import shaping
from concord.engines.flow.template import Template

Change = Callable[[Template, str], Template]
LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class DoneMove:
    """What a button brought about, the part to go on with (no code: the list), and what people are told."""

    template: Template
    part: str
    code: str = ""
    told: str = ""


def _stage(step: int) -> Change:
    return lambda one, code: replace(one, stages=shaping.moved(one.stages, code, step))


def _fact(step: int) -> Change:
    return lambda one, code: replace(one, data=shaping.moved(one.data, code, step))


CHANGES: Mapping[tuple[str, str], Change] = {
    ("up", "stage"): _stage(-1),
    ("down", "stage"): _stage(1),
    ("remove", "stage"): shaping.without_stage,
    ("up", "fact"): _fact(-1),
    ("down", "fact"): _fact(1),
    ("remove", "fact"): shaping.without_fact,
    ("up", "task"): lambda one, code: shaping.with_task_moved(one, code, -1),
    ("down", "task"): lambda one, code: shaping.with_task_moved(one, code, 1),
    ("remove", "task"): shaping.without_task,
}


def doing(template: Template, said: str, name: str) -> DoneMove | None:
    """What a button means: `up task t1`, `add task s1` with a name; None for what there is not."""
    verb, _blank, rest = said.partition(" ")
    part, _blank, code = rest.partition(" ")
    words = " ".join(name.split())[:LONGEST_NAME]
    if verb == "add":
        return _added(template, part, code, words)
    if (verb, part) not in CHANGES or code not in _codes(template, part):
        return None
    return DoneMove(CHANGES[verb, part](template, code), part, told=_("Taken out.") if verb == "remove" else "")


def _added(template: Template, part: str, code: str, words: str) -> DoneMove | None:
    if part == "stage":
        changed = shaping.with_stage_added(template, words or _("Stage"))
        return DoneMove(changed, part)
    if part == "fact":
        changed = shaping.with_fact_added(template, words or _("Fact"))
        return DoneMove(changed, part, changed.data[-1].code)
    if part == "task" and code in _codes(template, "stage"):
        known = _codes(template, "task")
        changed = shaping.with_task_added(template, code, words or _("Task"))
        return DoneMove(changed, part, next(node.code for node in changed.nodes if node.code not in known))
    return None


def _codes(template: Template, part: str) -> set[str]:
    if part == "stage":
        return {one.code for one in template.stages}
    return {one.code for one in template.nodes} if part == "task" else set(template.facts)
