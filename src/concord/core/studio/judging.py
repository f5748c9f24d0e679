"""A design tried before it is published: what is wrong with it, and every end that it can come to."""

from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.flow.outcomes import DryRun, dry_run
from concord.engines.flow.reading import load
from concord.engines.flow.sentences import Problem, UnfitError

# Combinations of answers tried while somebody waits for the result.
MOST_TRIED_AT_ONCE = 512


def problems_in(source: str, *, by: Person) -> tuple[Problem, ...]:
    """Everything wrong with the design in this file, with line and column; nothing when it is sound."""
    require(by, "publish_scenario")
    try:
        load(source)
    except UnfitError as error:
        return error.problems
    return ()


def tried_out(source: str, *, by: Person) -> DryRun:
    """Every way that the design can go; refuses one that is not sound. Nothing is kept."""
    require(by, "publish_scenario")
    try:
        return dry_run(load(source), MOST_TRIED_AT_ONCE)
    except UnfitError as error:
        raise Refusal(str(error), field="source") from error
