"""What a sighting is compared with, and what becomes of its task when a consultation about it begins and ends."""

from collections.abc import Iterable

from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext_noop

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing import facts
from concord.apps.grassroots.sensing.models import Sighting, Stage
from concord.apps.grassroots.sensing.services.handling import TASK, await_township
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, works
from concord.core.agenda.models import Task
from concord.core.agenda.services.tasks import finish_tasks
from concord.core.linking.jobs import compare_later
from concord.core.matters.models import Matter
from concord.core.matters.told import Told, tellers, topics
from concord.core.matters.wording import Wording, wordings
from concord.core.notices.listeners import desk_pages
from concord.core.search.rooms import stages

works[TASK] = Work(gettext_noop("See to what a grid handed on"), "handle_sighting")
desk_pages[Matter.Kind.SIGHTING] = "/desk/sightings/"
stages[Matter.Kind.SIGHTING] = dict(Stage.choices)


def _told(keys: Iterable[int]) -> dict[int, Told]:
    """What was seen."""
    rows = Sighting.objects.filter(pk__in=list(keys)).values_list("pk", "words", "matter__topic", "seen_at")
    return {pk: Told(words=words, topic=kind, day=localtime(at).date()) for pk, words, kind, at in rows}


tellers[Matter.Kind.SIGHTING] = _told
topics |= {problem.id: (problem.zh, problem.en) for problem in catalogue().problems.values()}
wordings[Matter.Kind.SIGHTING] = Wording(
    categories=lambda: {one.id: one.name for one in catalogue().problems.values()},
    sources=lambda: {one.id: one.name for one in catalogue().sources.values()},
    stages=lambda: {one.value: str(one.label) for one in Stage},
)


def _handed_on(acts: list[Act]) -> list[Sighting]:
    """The sightings among the matters of these acts that are with their township."""
    named = {act.matter_id for act in acts}
    return list(Sighting.objects.filter(matter__in=named, matter__stage=Stage.HANDED_ON).select_related("matter"))


@listens_to(facts.SightingReported)
def look_for_the_same(acts: list[Act]) -> None:
    """Have what was seen compared with all that was reported."""
    compare_later(act.matter_id for act in acts)


@listens_to("AboutToBeConsulted")
def rest_while_consulted(acts: list[Act]) -> None:
    """From here on the consultation has the time: what the township was to see to is done with."""
    for sighting in _handed_on(acts):
        finish_tasks(sighting.matter, [TASK], by=None)


@listens_to("ConsultationSolved", "ConsultationUnsolved")
def go_on_after_consultation(acts: list[Act]) -> None:
    """The township has it again: to close it, or to see to it another way."""
    for sighting in _handed_on(acts):
        if not Task.objects.filter(matter=sighting.matter, kind=TASK, done_at=None).exists():
            await_township(sighting.matter, localdate())
