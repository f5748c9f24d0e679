"""A design tried before it is published: what is wrong with it, and every end that it can come to."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from concord.core.agenda.services.publishing import problems_of_calls
from concord.core.agenda.wording import spoken, spoken_with_place
from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow.comparing import CALLED
from concord.engines.flow.outcomes import DryRun, dry_run
from concord.engines.flow.reading import Sketch, load, sketch
from concord.engines.flow.sentences import Problem, Sentence, UnfitError, say
from concord.engines.flow.template import Template
from concord.engines.flow.writing import write

# Combinations of answers tried while somebody waits for the result.
MOST_TRIED_AT_ONCE = 512
OF_NODES = {"node", "setter", "name"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a design: a sentence, and the keys that lead to the part that it concerns."""

    path: tuple[str, ...]
    sentence: str
    line: int = 0
    column: int = 0

    @property
    def part(self) -> str:
        """The part of the form that it concerns: `head`, `stages`, `data`, `bodies` or `nodes`."""
        return self.path[0] if self.path and self.path[0] in {"stages", "data", "bodies", "nodes"} else "head"

    @property
    def code(self) -> str:
        """The task, stage or fact that it concerns."""
        return self.path[1] if len(self.path) > 1 and self.part != "head" else ""

    @property
    def key(self) -> str:
        """The key that it concerns, where it is one."""
        return self.path[2 if self.code else 0] if len(self.path) > (2 if self.code else 0) else ""


def problems_in(source: str, *, by: Person) -> tuple[Problem, ...]:
    """Everything wrong with the design in this file, with line and column; nothing when it is sound."""
    require(by, "draw_scenario")
    try:
        load(source)
    except UnfitError as error:
        return error.problems
    return ()


def tried_out(source: str, *, by: Person) -> DryRun:
    """Every way that the design can go; refuses one that is not sound. Nothing is kept."""
    require(by, "draw_scenario")
    try:
        return dry_run(load(source), MOST_TRIED_AT_ONCE)
    except UnfitError as error:
        raise Refusal("\n".join(map(spoken_with_place, error.problems)), field="source") from error


def faults_of(template: Template) -> tuple[Fault, ...]:
    """All that keeps a template from being published, in the reader's language, tasks and facts by their names."""
    return faults_in(sketch(write(template)))


def faults_in(found: Sketch) -> tuple[Fault, ...]:
    """All that keeps a draft from being published, beside its calls also what they lead to."""
    problems = found.problems or problems_of_calls(found.template)
    nodes = {node.code: node.name for node in found.template.nodes if node.name}
    facts = {fact.code: fact.called for fact in found.template.data}
    return tuple(
        Fault(one.path, _of_the_whole(one, spoken(_with_names(one.sentence, nodes, facts))), one.line, one.column)
        for one in problems
    )


def _of_the_whole(found: Problem, sentence: str) -> str:
    """A sentence about a key of the whole, after what the key is called; elsewhere the part says what it is about."""
    key = found.path[0] if len(found.path) == 1 else ""
    return f"{spoken(say(CALLED[key]))}: {sentence}" if key in CALLED else sentence


def _with_names(sentence: Sentence, nodes: Mapping[str, str], facts: Mapping[str, str]) -> Sentence:
    """Codes in a sentence replaced by what people call the task or the fact."""
    names = []
    for key, name in sentence.names:
        called = nodes if key in OF_NODES else facts if key == "fact" else {}
        names.append((key, called.get(name, name) if isinstance(name, str) else name))
    return replace(sentence, names=tuple(names))
