"""What moving a run to another version of its scenario would do, in the words of people: stays, changes, is lost."""

from dataclasses import dataclass

from concord.core.agenda.access import runs_with_capability
from concord.core.agenda.flowing import Held, read_run, template_of
from concord.core.agenda.models import Run, Step
from concord.core.agenda.selectors.around import versions_for
from concord.core.agenda.services.moving import Move, try_move
from concord.core.people.models import Person
from concord.engines.flow.graph import graph


@dataclass(frozen=True, slots=True)
class MoveShown:
    """A move tried dry: what stays as it is (done or open), what opens and is skipped anew, what is lost."""

    run: Run
    move: Move
    done: tuple[str, ...]
    open: tuple[str, ...]
    opens: tuple[str, ...]
    skips: tuple[str, ...]
    drops: tuple[str, ...]
    forgets: tuple[str, ...]


def run_to_move(person: Person, pk: int) -> Run:
    """A run of which `person` runs the scenario; for others there is none."""
    runs = runs_with_capability(person, "run_scenario").select_related("version", "matter__place")
    return runs.defer("version__source").get(pk=pk)


def move_shown(person: Person, pk: int, number: int) -> MoveShown:
    """What moving a run to a version would do; DoesNotExist for what is not theirs; refuses a run that is over."""
    run = run_to_move(person, pk)
    plan = try_move(pk, number, by=person)
    held, new = read_run(run), graph(template_of(versions_for(run).get(version=number)))
    old = graph(held.template)
    names = {code: node.name for code, node in {**old.nodes, **new.nodes}.items()}
    facts = {code: fact.called for code, fact in {**new.facts, **old.facts}.items()}

    def called(codes: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(names[code] for code in codes)

    return MoveShown(
        run,
        plan,
        called(_staying(held, plan, Step.State.DONE)),
        called(_staying(held, plan, Step.State.OPEN)),
        called(plan.opens),
        called(plan.skips),
        called(plan.drops),
        tuple(facts[name] for name in plan.forgets),
    )


def _staying(held: Held, plan: Move, state: Step.State) -> tuple[str, ...]:
    return tuple(code for code, step in held.live.items() if step.state == state and code not in plan.drops)
