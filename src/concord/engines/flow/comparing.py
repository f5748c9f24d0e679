"""Two versions of a scenario, compared in sentences that people can decide on."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields
from enum import StrEnum
from typing import TypeVar

from concord.engines.flow.conditions import Condition, in_words
from concord.engines.flow.sentences import Sentence, say
from concord.engines.flow.template import Deadline, Escalation, Node, Stage, Template
from concord.engines.flow.values import Fact

Words = str | Sentence
T = TypeVar("T")
C = TypeVar("C", Stage, Fact, Node)
CALLED = {
    "title": "title", "english": "English name", "trigger": "trigger", "status": "status", "sources": "sources",
    "basis": "legal basis", "outputs": "outputs", "measures": "measures", "max_rounds": "most rounds",
    "escalation": "escalation", "stage": "stage", "name": "name", "owner": "owner", "kind": "kind",
    "template": "called scenario", "after": "what it waits for", "when": "condition", "jurisdiction": "jurisdiction",
    "consult": "who is consulted", "deliverable": "deliverables", "deadline": "deadline", "sets": "facts stated",
    "returns": "ways back", "note": "note", "marks": "marks", "code": "code",
}  # fmt: skip
APART = {"version", "stages", "nodes", "bodies", "data"}


def differences(old: Template, new: Template) -> tuple[Sentence, ...]:
    """What the new version changes, in the order of the file; nothing when only the version number differs."""
    return (
        *_changed(old, new, "", (old, new)),
        *_told("stage", _by_code(old.stages), _by_code(new.stages), _stage),
        *_told("fact", _by_code(old.data), _by_code(new.data), _fact),
        *_told("body", dict(old.bodies), dict(new.bodies), _name),
        *_nodes(old, new),
    )


def _nodes(old: Template, new: Template) -> Iterator[Sentence]:
    before, after = _by_code(old.nodes), _by_code(new.nodes)
    for code in (code for code in before if code not in after):
        yield say("The task “{name}” ({code}) is gone.", name=before[code].name, code=code)
    for code, node in after.items():
        if code not in before:
            yield say("The task “{name}” ({code}) is new: {owner}.", name=node.name, code=code, owner=node.owner)
        else:
            yield from _changed(before[code], node, node.name, (old, new))
    kept = [code for code in before if code in after]
    if kept != [code for code in after if code in before]:
        yield say("The tasks are listed in another order.")


def _changed(
    old: Template | Node, new: Template | Node, name: str, versions: tuple[Template, Template]
) -> Iterator[Sentence]:
    for part in fields(new):
        was, is_ = getattr(old, part.name), getattr(new, part.name)
        if part.name not in APART and was != is_:
            told = {"key": say(CALLED[part.name]), "was": _shown(was, versions[0]), "now": _shown(is_, versions[1])}
            if name:
                yield say("“{name}”: {key} was {was}, now {now}.", name=name, **told)
            else:
                yield say("The {key} was {was}, now {now}.", **told)


def _told(kind: str, old: Mapping[str, T], new: Mapping[str, T], shown: Callable[[T], Words]) -> Iterator[Sentence]:
    """Entries gone, new and changed of a part that is looked up by codes."""
    for code in [code for code in old if code not in new]:
        yield say("The {kind} “{code}” is gone.", kind=say(kind), code=code)
    for code, entry in new.items():
        if code not in old:
            yield say("The {kind} “{code}” is new: {now}.", kind=say(kind), code=code, now=shown(entry))
        elif entry != old[code]:
            yield say("The {kind} “{code}” was {was}, now {now}.",
                      kind=say(kind), code=code, was=shown(old[code]), now=shown(entry))  # fmt: skip
    if [code for code in old if code in new] != [code for code in new if code in old]:
        yield say("Each {kind} is listed in another order.", kind=say(kind))


def _by_code(entries: tuple[C, ...]) -> dict[str, C]:
    return {entry.code: entry for entry in entries}


def _stage(stage: Stage) -> str:
    return stage.called


def _name(name: str) -> str:
    return name


def _fact(fact: Fact) -> Sentence:
    if not fact.values:
        return say("{fact}: {type}", fact=fact.called, type=fact.type)
    values = ", ".join(fact.told(value) for value in fact.values)
    return say("{fact}: {type} ({values})", fact=fact.called, type=fact.type, values=values)


def _shown(value: object, template: Template) -> Words:
    """A part of a template in words; `none` where nothing is given."""
    if isinstance(value, Condition):
        return in_words(value, template.facts)
    if isinstance(value, Deadline):
        return _deadline(value)
    if isinstance(value, Escalation):
        return say("yellow {yellow}; red {red}", yellow=_listed(value.yellow), red=_listed(value.red))
    if isinstance(value, tuple):
        return _listed(value)
    if isinstance(value, StrEnum):
        return say(value.value)
    return say("none") if value in (None, "") else str(value)


def _listed(names: tuple[object, ...]) -> Words:
    return ", ".join(str(name) for name in names) or say("none")


def _deadline(deadline: Deadline) -> Sentence:
    told = say("{days} working days, yellow at {yellow}", days=deadline.days, yellow=deadline.first_warning)
    for limit in deadline.statutory:
        told = say("{limits}; by law {n} {unit} ({what})", limits=told, n=limit.n, unit=limit.unit, what=limit.what)
    return told
