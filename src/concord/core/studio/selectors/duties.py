"""The duties there are, to choose owners from: those of scenarios in use, and of the organisations entered."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.core.agenda.flowing import template_of
from concord.core.people.models import Organisation
from concord.core.studio.access import scenarios_in_use
from concord.engines.flow.template import Template

Grouped = Sequence[tuple[str, str | list[tuple[str, str]]]]
LONGEST_EXAMPLE = 16
FIXED = {"owner", "owner.superior"}


@dataclass(frozen=True, slots=True)
class Duties:
    """What bodies are called, by code; each duty with a task that it does somewhere; whom late work is told to."""

    bodies: dict[str, str]
    examples: dict[str, str]
    targets: tuple[str, ...]
    scenarios: tuple[tuple[str, str], ...]

    def called(self, duty: str) -> str:
        """A duty as people choose it: its code, and what it does elsewhere."""
        example = self.examples.get(duty, "")
        short = example if len(example) <= LONGEST_EXAMPLE else f"{example[: LONGEST_EXAMPLE - 1]}…"
        return _("%(duty)s — such as “%(task)s”") % {"duty": duty, "task": short} if short else duty

    def grouped(self) -> Grouped:
        """The duties to choose from, under their bodies."""
        return [(name, duties) for name, duties in self._by_body()]

    def listed(self, chosen: Iterable[str]) -> list[tuple[str, str]]:
        """The duties to tick, each after its body; what is chosen comes first."""
        names = {duty: f"{name} · {words}" for name, duties in self._by_body() for duty, words in duties}
        return [(duty, names.get(duty, duty)) for duty in dict.fromkeys([*chosen, *names])]

    def _by_body(self) -> list[tuple[str, list[tuple[str, str]]]]:
        by_body: dict[str, list[tuple[str, str]]] = {}
        for duty in sorted(self.examples):
            by_body.setdefault(duty.partition(".")[0], []).append((duty, self.called(duty)))
        return sorted((self.bodies.get(body, body), duties) for body, duties in by_body.items())

    @property
    def told(self) -> list[tuple[str, str]]:
        """Whom scenarios let know of late work, beside the owner and their superior."""
        names = ((code, code.partition(".")[0]) for code in self.targets)
        return [(code, self.bodies.get(body, code)) for code, body in names]


def duties_known(template: Template) -> Duties:
    """All duties that scenarios in use and this one name, and the bodies that organisations stand for."""
    used = [template_of(version) for version in scenarios_in_use().order_by("code")]
    around = (*used, template)
    bodies: dict[str, str] = {}
    examples = _functions(bodies)
    for one in around:
        bodies |= dict(one.bodies)
        for node in one.nodes:
            examples |= {duty: examples.get(duty, "") for duty in node.consult}
            if node.owner and not examples.get(node.owner):
                examples[node.owner] = node.name
    targets = _targets(around)
    return Duties(bodies, examples, targets, tuple((one.code, one.title) for one in used if one.code != template.code))


def _functions(bodies: dict[str, str]) -> dict[str, str]:
    """What organisations are for, as owners without a part; names the bodies that no scenario names."""
    found = Organisation.objects.exclude(function="").order_by("function", "pk").distinct("function")
    for function, name in found.values_list("function", "name"):
        bodies.setdefault(function, name)
    return dict.fromkeys(bodies, "")


def _targets(templates: Iterable[Template]) -> tuple[str, ...]:
    told = [late for one in templates for late in (one.escalation, *(n.escalation for n in one.nodes if n.escalation))]
    return tuple(dict.fromkeys(name for late in told for name in (*late.yellow, *late.red) if name not in FIXED))
