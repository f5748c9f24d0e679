"""The JSON doors of the desk: what waits for me, for a body, and in a place (K4, K5)."""

from datetime import date
from typing import Literal

from django.utils.timezone import localdate
from ninja import Field, Query, Router, Schema

from concord.core.agenda.models import Task
from concord.core.agenda.queues import name_of_work, title_of
from concord.core.agenda.selectors.bodies import roll_up, tasks_of_body
from concord.core.agenda.selectors.desk import Waiting, desk_counts, desk_page
from concord.core.agenda.selectors.waiting import Lights, Narrowed, TaskShown
from concord.core.api.auth import signed_in
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import Id, PlaceCode, Text
from concord.core.matters.models import Matter
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["desk"], auth=signed_in)


class LightAsked(PageAsked):
    """A page of what shows one light, or of all."""

    light: Literal["", "red", "yellow", "green"] = ""


class DeskAsked(LightAsked):
    """A page of my desk; `work` is one `kind` of it, `whose` what was given to me or what waits for my bodies."""

    work: Text = Field("", max_length=40)
    whose: Literal["", "mine", "bodies"] = ""


class WorkWaiting(Schema):
    """Something to be done, with its light: green, yellow, red or none.

    `task` is null for what lies in a queue: a matter that waits at a step for whoever may take it up. `step` is the
    step of a scenario that the task is, if it is one.
    """

    task: int | None
    step: int | None
    kind: str
    title: str
    matter: int
    number: str
    about: str
    place: str
    body: int | None
    person: int | None
    yellow_on: date | None
    due_on: date | None
    light: str


class LightsShown(Schema):
    """How much waits; of that, how much is due soon and how much is late."""

    waiting: int
    yellow: int
    red: int


class WaitingCounts(LightsShown):
    """The same for my desk: in all, of that given to me by name, and by kind of work."""

    mine: LightsShown
    works: dict[str, LightsShown]


class BodyLights(LightsShown):
    """How much waits in a body (null: nobody's)."""

    body: int | None


class PlaceLights(LightsShown):
    """How much waits in a township."""

    place: str


def _lights(lights: Lights) -> dict[str, int]:
    return {"waiting": lights.waiting, "yellow": lights.yellow, "red": lights.red}


def _shown(kind: str, matter: Matter, light: str, task: Task | None) -> WorkWaiting:
    step = getattr(task, "step", None)
    limits: Task | Matter = task or matter
    return WorkWaiting(
        task=task.pk if task else None,
        step=step.pk if step else None,
        kind=kind,
        title=title_of(task) if task else name_of_work(kind),
        matter=matter.pk,
        number=matter.number,
        about=matter.title,
        place=matter.place_id,
        body=task.organisation_id if task else None,
        person=task.person_id if task else None,
        yellow_on=limits.yellow_on,
        due_on=limits.due_on,
        light=light,
    )


def _waiting(one: Waiting) -> WorkWaiting:
    return _shown(one.kind, one.matter, one.light, one.task)


def _of_body(one: TaskShown) -> WorkWaiting:
    return _shown(one.task.kind, one.matter, one.light, one.task)


@router.get("/tasks", response=Page[WorkWaiting])
def tasks(request: SignedInRequest, asked: Query[DeskAsked]) -> Page[WorkWaiting]:
    """What waits for me, my organisations and my queues, the soonest due first."""
    narrowed = Narrowed(light=asked.light, work=asked.work, whose=asked.whose)
    page = desk_page(request.user, localdate(), narrowed=narrowed, after=asked.mark("desk"), size=asked.size)
    return Page(items=[_waiting(one) for one in page.waiting], next=cursor_at(page.next, "desk"))


@router.get("/tasks/lights", response=WaitingCounts)
def lights(request: SignedInRequest) -> WaitingCounts:
    """How much waits for me; of that, how much is due soon and how much is late."""
    found = desk_counts(request.user, localdate())
    works = {kind: LightsShown(**_lights(one)) for kind, one in found.works.items()}
    return WaitingCounts(**_lights(found.all), mine=LightsShown(**_lights(found.mine)), works=works)


@router.get("/bodies/{int:pk}/tasks", response=Page[WorkWaiting])
def of_body(request: SignedInRequest, pk: Id, asked: Query[LightAsked]) -> Page[WorkWaiting]:
    """What waits in a body whose work I may look over, the soonest due first."""
    require(request.user, "see_run")
    mark = asked.mark(f"body-{pk}")
    page = tasks_of_body(request.user, pk, localdate(), light=asked.light, after=mark, size=asked.size)
    return Page(items=[_of_body(one) for one in page.tasks], next=cursor_at(page.next, f"body-{pk}"))


@router.get("/roll-up/{code}", response=LightsShown)
def in_place(request: SignedInRequest, code: PlaceCode) -> LightsShown:
    """How much waits in a place and below it, of the matters that I may see."""
    require(request.user, "see_run")
    return LightsShown(**_lights(roll_up(request.user, code, localdate()).whole))


@router.get("/roll-up/{code}/bodies", response=Page[BodyLights])
def by_body(request: SignedInRequest, code: PlaceCode, asked: Query[PageAsked]) -> Page[BodyLights]:
    """The same by the body for which it waits, by their keys; what is nobody's comes first."""
    require(request.user, "see_run")
    behind, cells = asked.key(f"bodies-{code}"), roll_up(request.user, code, localdate()).bodies
    keys = sorted(key or 0 for key in cells if behind is None or (key or 0) > behind)
    items = [BodyLights(body=key or None, **_lights(cells[key or None])) for key in keys[: asked.size]]
    return Page(items=items, next=cursor_at(keys[asked.size - 1] if len(keys) > asked.size else None, f"bodies-{code}"))


@router.get("/roll-up/{code}/townships", response=Page[PlaceLights])
def by_township(request: SignedInRequest, code: PlaceCode, asked: Query[PageAsked]) -> Page[PlaceLights]:
    """The same by the township in which it lies, by their codes; what lies in the place above comes first."""
    require(request.user, "see_run")
    behind, cells = asked.key(f"townships-{code}"), roll_up(request.user, code, localdate()).townships
    codes = sorted((one for one in cells if behind is None or int(one) > behind), key=int)
    items = [PlaceLights(place=one, **_lights(cells[one])) for one in codes[: asked.size]]
    more = int(codes[asked.size - 1]) if len(codes) > asked.size else None
    return Page(items=items, next=cursor_at(more, f"townships-{code}"))
