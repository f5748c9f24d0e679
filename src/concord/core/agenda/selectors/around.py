"""What stands around the steps on the pages of a matter: its runs, what bodies were asked, and time asked for (K4)."""

from dataclasses import dataclass, field
from datetime import date

from django.db.models import QuerySet
from django.utils.translation import get_language

from concord.core.acts.facts import tell
from concord.core.acts.selectors import story_for_staff
from concord.core.agenda.access import demands_put_to, steps_done_by, steps_with_capability
from concord.core.agenda.flowing import read_run
from concord.core.agenda.models import Demand, Run, ScenarioVersion, TimeRequest
from concord.core.agenda.selectors.runs import RunPage, run_page, runs_in_matter
from concord.core.matters.access import capabilities_on, matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person
from concord.engines.flow.drawing.svg import draw
from concord.engines.flow.drawing.wording import CHINESE, Wording

DEEDS = ("do_step", "run_scenario", "supervise", "see_run")
COUNTY_DIGITS = 6
MOST_TOLD = 100


@dataclass(frozen=True, slots=True)
class MatterWork:
    """The scenarios and demands of one matter, and what this person may do with them."""

    matter: Matter
    runs: list[Run] = field(default_factory=list)
    demands: list[Demand] = field(default_factory=list)
    answerable: frozenset[int] = frozenset()
    may: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class RunShown:
    """One run with its drawings, whose steps are `mine` to do, what was asked around it, and its story."""

    page: RunPage
    work: MatterWork
    wide: str
    narrow: str
    mine: frozenset[int]
    requests: list[TimeRequest]
    story: list[dict[str, object]]
    versions: list[int]


def work_in_matter(person: Person, matter: Matter) -> MatterWork:
    """The runs and demands of a matter; nothing of them for who may not see its runs."""
    may = capabilities_on(person, matter.pk, DEEDS)
    if "see_run" not in may:
        return MatterWork(matter)
    demands = list(Demand.objects.filter(matter=matter.pk).select_related("body", "task", "asked_by").order_by("-pk"))
    mine = frozenset(demands_put_to(person).filter(matter=matter.pk).values_list("pk", flat=True))
    return MatterWork(matter, list(runs_in_matter(person, matter.pk)), demands, mine, may)


def matter_with_runs(person: Person, pk: int) -> Matter:
    """A matter whose scenarios `person` may see; for others there is none."""
    return matters_with_capability(person, "see_run").select_related("place", "lead").get(pk=pk)


def run_shown(person: Person, pk: int, today: date) -> RunShown:
    """One run as its page shows it."""
    page = run_page(person, pk, today)
    wording = CHINESE if (get_language() or "zh").startswith("zh") else Wording()
    held = read_run(page.run)
    requests = TimeRequest.objects.filter(step__run=pk).select_related("step__task", "asked_by").order_by("-pk")
    acts = story_for_staff(page.run.matter_id).order_by("-pk")[:MOST_TOLD]
    return RunShown(
        page,
        work_in_matter(person, page.run.matter),
        draw(held.template, held.state, wording, styled=False, name="wide"),
        draw(held.template, held.state, wording, styled=False, narrow=True, name="narrow"),
        frozenset(steps_done_by(person).filter(run=pk).values_list("pk", flat=True)),
        list(requests),
        [{"at": act.at, "sentence": tell(act), "who": act.actor_name} for act in acts],
        list(versions_for(page.run).values_list("version", flat=True)),
    )


def versions_for(run: Run) -> QuerySet[ScenarioVersion]:
    """The versions to which a run could be moved, the newest first."""
    others = ScenarioVersion.objects.filter(code=run.version.code, retired_at=None).exclude(pk=run.version_id)
    return others.defer("source").order_by("-version")


def scenarios_to_start() -> list[ScenarioVersion]:
    """The newest version of every scenario that can be started, by title."""
    newest = ScenarioVersion.objects.filter(retired_at=None).order_by("code", "-version").distinct("code")
    return sorted(newest.defer("source"), key=lambda one: one.title)


def bodies_around(matter: Matter) -> QuerySet[Organisation]:
    """The organisations of the county in which a matter lies, to choose from."""
    return Organisation.objects.filter(place__code__startswith=matter.place_id[:COUNTY_DIGITS]).order_by("place", "pk")


def time_requests_to_decide(person: Person) -> QuerySet[TimeRequest]:
    """What was asked for steps whose scenario `person` runs, and is not decided; their own wait for someone else."""
    steps = steps_with_capability(person, "run_scenario")
    waiting = TimeRequest.objects.filter(step__in=steps, answer=TimeRequest.Answer.WAITING)
    return waiting.exclude(asked_by=person).select_related("step__task", "step__matter", "asked_by")
