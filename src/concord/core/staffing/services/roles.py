"""Roles: given for a place and a period, ended on a day; never beyond what the operator runs (K2, K8)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from concord.core.refusals import Refusal
from concord.core.staffing.access import bodies_run_by, memberships_run_by, people_run_by, places_run_by
from concord.core.staffing.facts import RoleEnded, RoleGiven


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A role in an organisation, for its whole place or a part of it, from a day on and perhaps to a last day."""

    organisation: Organisation
    role: Role
    place: Place | None
    starts: date
    ends: date | None

    @property
    def reaches(self) -> Place:
        """The place for which it is held."""
        return self.place or self.organisation.place


def check_post(post: Post, *, by: Person, today: date) -> None:
    """Refuse a post that `by` cannot give.

    An organisation that `by` does not run does not exist for them. The place must lie in that of the organisation and
    in what `by` runs, so that nobody hands out more than they have; the past is not rewritten.
    """
    bodies_run_by(by).get(pk=post.organisation.pk)
    if not places_run_by(by).filter(pk=post.reaches.pk).exists():
        raise Refusal(_("This place lies beyond the one that you run."), field="place")
    if not post.reaches.pk.startswith(post.organisation.place_id):
        raise Refusal(_("%(body)s acts in %(place)s. Choose a place within it.") % {
            "body": post.organisation.name, "place": post.organisation.place.name,
        }, field="place")  # fmt: skip
    if post.starts < today:
        raise Refusal(_("A role begins today or later."), field="starts")
    if post.ends is not None and post.ends < post.starts:
        raise Refusal(_("The last day comes before the first."), field="ends")


def take_up(person: Person, post: Post, *, by: Person | None) -> Membership:
    """Write down that a person has a post, and record it; the post was checked and the person fetched."""
    place = None if post.place is None or post.place.pk == post.organisation.place_id else post.place
    held = Membership.objects.create(
        person=person, organisation=post.organisation, role=post.role, place=place, starts=post.starts, ends=post.ends
    )
    given = RoleGiven(
        person_id=person.pk,
        role=post.role.pk,
        organisation_id=post.organisation.pk,
        organisation_name=post.organisation.name,
        place_id=post.reaches.pk,
        place_name=post.reaches.name,
        starts=post.starts.isoformat(),
        ends=post.ends.isoformat() if post.ends else "",
    )
    record(given, by=by)
    return held


def _refuse_oneself(person: Person, by: Person) -> None:
    if person.pk == by.pk:
        raise Refusal(_("Nobody changes their own account or roles here. Ask another operator."))


def _refuse_twice(person: Person, post: Post) -> None:
    """Refuse what the person holds already: the same role there, at a time that overlaps."""
    same = person.memberships.filter(organisation=post.organisation, role=post.role)
    meets = Q(ends__isnull=True) | Q(ends__gte=post.starts)
    if post.ends is not None:
        meets &= Q(starts__lte=post.ends)
    if same.filter(meets | Q(starts=post.starts)).exists():
        raise Refusal(_("This person holds this role there at that time already."), field="starts")


@transaction.atomic
def give_role(pk: int, *, post: Post, by: Person, today: date) -> Membership:
    """Give a member of staff another role; it works at once, or from its first day on.

    Refuses oneself, what is held already, and a post that `check_post` refuses.
    """
    declare_reader(by)
    person = people_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    _refuse_oneself(person, by)
    check_post(post, by=by, today=today)
    _refuse_twice(person, post)
    return take_up(person, post, by=by)


@transaction.atomic
def end_role(pk: int, *, last_day: date, by: Person, today: date) -> Membership:
    """Set the last day of a role; yesterday ends it at once.

    A role whose last day comes before its first is taken back: nothing but the record tells of it. Refuses oneself, a
    role that is over, days before yesterday (what was held cannot be undone), and a longer period than before.
    """
    declare_reader(by)
    mine = memberships_run_by(by).select_related("organisation", "person", "role")
    held = mine.select_for_update(of=("self",)).get(pk=pk)
    _refuse_oneself(held.person, by)
    if held.ends is not None and held.ends < today:
        raise Refusal(_("This role is over already."), field="last_day")
    if last_day < today - timedelta(days=1):
        raise Refusal(_("A role can end yesterday at the earliest; what was done in it stays done."), field="last_day")
    if held.ends is not None and last_day > held.ends:
        raise Refusal(_("This role ends earlier than that. To prolong it, give it anew."), field="last_day")
    body = held.organisation
    ended = RoleEnded(
        person_id=held.person_id,
        role=held.role_id,
        organisation_id=body.pk,
        organisation_name=body.name,
        last_day=last_day.isoformat(),
    )
    if last_day < held.starts:
        Membership.objects.filter(pk=held.pk).delete()
    else:
        held.ends = last_day
        held.save(update_fields=["ends"])
    record(ended, by=by)
    return held
