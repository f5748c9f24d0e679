"""One case as its page shows it: what is late, what was ordered, said and found, and what this person can do."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from concord.apps.grassroots.supervision.access import (
    cases_answered_by,
    cases_followed_by,
    findings_objected_by,
    objections_reviewed_by,
)
from concord.apps.grassroots.supervision.models import Case, Finding, Follower, LateWork, Objection, Statement
from concord.core.acts.selectors import Told, told_to_staff
from concord.core.agenda.access import demands_put_to
from concord.core.agenda.models import Demand, Task
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter
from concord.core.notices.listeners import desk_pages
from concord.core.papers.models import Paper
from concord.core.people.models import Organisation, Person

FOLLOWING, ANSWERING = ("order", "find", "bring-in", "close"), ("state",)


@dataclass(frozen=True, slots=True)
class CasePage:
    """All that the page of a case shows, and which of it this person can answer, object to and decide."""

    case: Case
    late_work: list[LateWork]
    followers: list[Follower]
    orders: list[Demand]
    statements: list[Statement]
    findings: list[Finding]
    story: list[Told]
    papers: list[Paper]
    about: Matter | None
    about_page: str
    deeds: tuple[str, ...]
    answerable: frozenset[int]
    objectionable: frozenset[int]
    decidable: frozenset[int]


def bodies_in(matter: Matter) -> QuerySet[Organisation]:
    """The bodies that lead or join a matter, or have an open task in it."""
    joined = matter.involvements.filter(until=None, organisation__isnull=False).values("organisation")
    working = Task.objects.filter(matter=matter, done_at=None, organisation__isnull=False).values("organisation")
    return Organisation.objects.filter(Q(pk=matter.lead_id) | Q(pk__in=joined) | Q(pk__in=working)).order_by("name")


def deeds_at_hand(case: Case, person: Person) -> tuple[str, ...]:
    """The names of the deeds that this person can do now, for a body that follows or for the one that answers."""
    if cases_followed_by(person).filter(pk=case.pk).exists():
        return FOLLOWING
    return ANSWERING if cases_answered_by(person).filter(pk=case.pk).exists() else ()


def case_page(case: Case, person: Person, today: date) -> CasePage:
    """One case with all that belongs to it; the caller has fetched it through its access."""
    orders = Demand.objects.filter(matter=case.matter).select_related("body", "task", "asked_by").order_by("pk")
    in_time = findings_objected_by(person).filter(case=case, objection_until__gte=today)
    findings = case.findings.select_related("organisation", "by", "objection__decided_by").order_by("pk")
    about = matters_read_by(person).filter(pk=case.about_id).first()
    return CasePage(
        case,
        list(case.late_work.select_related("task").order_by("pk")),
        list(case.followers.select_related("organisation").order_by("pk")),
        list(orders),
        list(case.statements.select_related("organisation", "by").order_by("pk")),
        list(findings),
        told_to_staff(case.pk),
        list(Paper.objects.filter(matter=case.matter).order_by("pk")),
        about,
        f"{desk_pages[about.kind]}{about.pk}/" if about and about.kind in desk_pages else "",
        deeds_at_hand(case, person),
        _keys(demands_put_to(person).filter(matter=case.matter)),
        _keys(in_time),
        _keys(objections_reviewed_by(person).filter(case=case)),
    )


def _keys(found: QuerySet[Demand] | QuerySet[Finding] | QuerySet[Objection]) -> frozenset[int]:
    return frozenset(found.values_list("pk", flat=True))
