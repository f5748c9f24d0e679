"""Which supervision cases exist for whom, and what each may do in them. Every queryset of this ring starts here."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from concord.apps.grassroots.supervision.models import Case, Finding, Follower, Objection
from concord.apps.grassroots.supervision.rules import rules
from concord.core.agenda.models import Task
from concord.core.matters.access import matters_joined_by, matters_with_capability
from concord.core.matters.models import Matter
from concord.core.people.access import bodies_with
from concord.core.people.models import Person


def matters_seen_by(person: Person) -> QuerySet[Matter]:
    """The matters of the cases that `person` may read: of their places as a supervisor, or that their body answers."""
    followed = matters_with_capability(person, "see_supervision").values("pk")
    answered = matters_joined_by(person, "answer_supervision").values("pk")
    return Matter.objects.filter(Q(pk__in=followed) | Q(pk__in=answered), kind=Matter.Kind.SUPERVISION)


def cases_seen_by(person: Person) -> QuerySet[Case]:
    """The cases that `person` may read."""
    found = Case.objects.filter(matter__in=matters_seen_by(person))
    return found.select_related("matter__place", "matter__lead", "responsible", "about")


def cases_followed_by(person: Person) -> QuerySet[Case]:
    """The open cases that a body of `person` follows; one that no body follows is of all supervisors of its place.

    Nobody follows a case about their own body.
    """
    bodies = bodies_with(person, "supervise")
    followers = Follower.objects.filter(case=OuterRef("pk"))
    theirs = Exists(followers.filter(organisation_id__in=bodies)) | ~Exists(followers)
    within = matters_with_capability(person, "supervise").filter(kind=Matter.Kind.SUPERVISION, is_open=True)
    found = Case.objects.filter(theirs, matter__in=within).exclude(responsible_id__in=bodies)
    return found.select_related("matter__place", "matter__lead", "responsible", "about")


def cases_answered_by(person: Person) -> QuerySet[Case]:
    """The open cases in which `person` speaks for the responsible body."""
    declared = matters_joined_by(person, "answer_supervision").filter(kind=Matter.Kind.SUPERVISION, is_open=True)
    return Case.objects.filter(matter__in=declared, responsible_id__in=bodies_with(person, "answer_supervision"))


def findings_objected_by(person: Person) -> QuerySet[Finding]:
    """The findings against which `person` may still say something for the responsible body, were it in time."""
    return Finding.objects.filter(case__in=cases_answered_by(person), struck_at=None, objection=None)


def objections_reviewed_by(person: Person) -> QuerySet[Objection]:
    """The undecided objections that `person` may decide in their places; none to a finding of their own body."""
    within = matters_with_capability(person, "review_supervision").filter(kind=Matter.Kind.SUPERVISION)
    own = bodies_with(person, "review_supervision")
    found = Objection.objects.filter(case__in=within.values("pk"), upheld=None)
    return found.exclude(finding__organisation_id__in=own).exclude(case__responsible_id__in=own)


def tasks_watched_by(person: Person) -> QuerySet[Task]:
    """The open tasks that would be followed if they were late, in the places over which `person` supervises."""
    within = matters_with_capability(person, "supervise").filter(is_open=True)
    return Task.objects.filter(matter__in=within, kind__in=rules().governed, done_at=None)
