"""What opens and moves cases by itself, and who is told: late work, unanswered orders, work that is done at last."""

from collections.abc import Iterable

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop

from concord.apps.grassroots.supervision import facts
from concord.apps.grassroots.supervision.models import Case, Stage
from concord.apps.grassroots.supervision.rules import rules
from concord.apps.grassroots.supervision.services import objecting, opening
from concord.apps.grassroots.supervision.services.joining import join_by_rules
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, nearest_with, works
from concord.core.agenda.facts import TaskLate
from concord.core.agenda.facts.demands import OrderAnswered
from concord.core.agenda.models import Task
from concord.core.matters.models import Matter
from concord.core.notices.inbox import inbox_letters
from concord.core.notices.listeners import desk_pages
from concord.core.notices.services import Letter, send
from concord.core.people.access import persons_with
from concord.core.people.models import Person
from concord.core.search.rooms import stages

works.update(
    {
        opening.TASK: Work(gettext_noop("Follow late work"), "supervise"),
        objecting.TASK: Work(gettext_noop("Decide on an objection to a finding"), "review_supervision"),
    }
)
desk_pages[Matter.Kind.SUPERVISION] = "/desk/supervision/"
stages[Matter.Kind.SUPERVISION] = dict(Stage.choices)


@listens_to(TaskLate)
def follow_what_is_late(acts: list[Act]) -> None:
    """Have governed work that turned red followed; let another body follow where an order stayed unanswered."""
    named = {act.payload["task_id"] for act in acts}
    late = Task.objects.filter(pk__in=named, done_at=None).select_related(
        "matter__lead", "matter__place", "organisation"
    )
    for task in late.order_by("pk"):
        if task.kind in rules().governed:
            opening.follow_late_work(task, localdate())
        elif task.kind == Task.Kind.ORDER and task.matter.kind == Matter.Kind.SUPERVISION:
            case = Case.objects.select_related("matter", "responsible").get(pk=task.matter_id)
            join_by_rules(case, rules().on({"unanswered"}), by=None)


@listens_to()
def notice_what_is_done(acts: list[Act]) -> None:
    """When something happened in a followed matter and all of its late work is done, say so in the case."""
    opening.note_caught_up({act.matter_id for act in acts if act.matter_id is not None})


def _letters(act: Act, title: str, people: Iterable[Person]) -> list[Letter]:
    return inbox_letters(act, title, "/desk/supervision/", (one for one in people if one.pk != act.actor_id))


def _cases(acts: list[Act]) -> dict[int, Case]:
    named = {act.matter_id for act in acts if act.matter_id is not None}
    return Case.objects.select_related("matter").in_bulk(named)


def _tell(acts: list[Act], capability: str) -> None:
    """Tell those who hold `capability` in the body that each act names."""
    cases, today = _cases(acts), localdate()
    for act in acts:
        people = persons_with(capability, organisation_id=act.payload["organisation_id"], day=today)
        send(*_letters(act, cases[act.matter_id or 0].matter.title, people))


@listens_to(
    facts.SupervisionOpened,
    facts.SupervisionAsked,
    facts.MoreWorkLate,
    facts.FindingMade,
    facts.FindingUpheld,
    facts.FindingStruck,
    facts.SupervisionClosed,
)
def tell_responsible(acts: list[Act]) -> None:
    """Tell those who answer for the responsible body what is said of it."""
    _tell(acts, "answer_supervision")


@listens_to(facts.FollowerJoined)
def tell_follower(acts: list[Act]) -> None:
    """Tell the supervisors of a body that it follows a case from now on."""
    _tell(acts, "supervise")


@listens_to(facts.StatementMade, facts.LateWorkDone, facts.FindingStruck, facts.FindingUpheld, OrderAnswered)
def tell_followers(acts: list[Act]) -> None:
    """Tell all bodies that follow the case what came in."""
    cases, today = _cases(acts), localdate()
    for act in acts:
        case = cases.get(act.matter_id or 0)
        if case is None:  # an order outside of any case
            continue
        people = Person.objects.none()
        for body in case.followers.values_list("organisation", flat=True):
            people = people | persons_with("supervise", organisation_id=body, day=today)
        send(*_letters(act, case.matter.title, people))


@listens_to(facts.FindingObjected)
def tell_reviewers(acts: list[Act]) -> None:
    """Tell the reviewing body; where the place has none of its own, the nearest people who review."""
    cases, today = _cases(acts), localdate()
    for act in acts:
        case, body = cases[act.matter_id or 0], act.payload["reviewer_id"]
        if body is None:
            people: Iterable[Person] = nearest_with("review_supervision", case.matter.place_id, today)
        else:
            people = persons_with("review_supervision", organisation_id=body, day=today)
        send(*_letters(act, case.matter.title, people))
