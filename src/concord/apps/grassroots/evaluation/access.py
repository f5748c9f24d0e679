"""Whose evaluation exists for whom. Every queryset of this ring starts here."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from concord.apps.grassroots.evaluation.links import hash_of_link
from concord.apps.grassroots.evaluation.models import Asking, Counted, Figure, Objection, PutRight, Sheet
from concord.apps.grassroots.evaluation.models.asking import Channel
from concord.core.matters.access import declare_follower, declare_reader, declare_system, matters_read_by
from concord.core.people.access import memberships_today, reach_of
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal


def bodies_of(person: Person, capability: str) -> set[int]:
    """The bodies for which `person` works today in a role with `capability`."""
    return {one.organisation_id for one in memberships_today(person) if capability in one.role.capabilities}


def _in_places(person: Person, capability: str, field: str) -> Q:
    inside = Q(pk__in=[])
    for place in reach_of(person, capability).places:
        inside |= Q(**{f"{field}__startswith": place})
    return inside


def units_published_by(person: Person) -> QuerySet[Organisation]:
    """The bodies whose figures `person` publishes."""
    return Organisation.objects.filter(_in_places(person, "publish_evaluation", "place__code"))


def sheets_seen_by(person: Person) -> QuerySet[Sheet]:
    """Sheets of one's own body and, for who publishes or decides, of the bodies of the place.

    A sheet of a person is seen by that person, and by the head of the same body; by nobody else.
    """
    declare_reader(person)
    of_body = Q(unit__in=bodies_of(person, "see_evaluation"))
    of_place = _in_places(person, "publish_evaluation", "unit__place__code")
    of_place |= _in_places(person, "decide_objection", "unit__place__code")
    of_people = Q(person=person) | Q(unit__in=bodies_of(person, "see_staff_evaluation"))
    seen = Q(person=None) & (of_body | of_place) | Q(person__isnull=False) & of_people
    return Sheet.objects.filter(seen).select_related("formula", "unit", "person", "published_by")


def sheets_published_by(person: Person) -> QuerySet[Sheet]:
    """The sheets that `person` may correct."""
    return Sheet.objects.filter(unit__in=units_published_by(person)).select_related("formula", "unit", "person")


def figures_seen_by(person: Person) -> QuerySet[Figure]:
    """The figures of the sheets that `person` sees."""
    declare_reader(person)
    figures = Figure.objects.filter(sheet__in=sheets_seen_by(person))
    return figures.select_related("sheet__formula", "sheet__unit", "sheet__person")


def figures_objected_by(person: Person) -> QuerySet[Figure]:
    """The figures about one's own body (or oneself) to which `person` may object."""
    declare_reader(person)
    bodies = Q(sheet__person=None, sheet__unit__in=bodies_of(person, "object_evaluation"))
    own = Q(sheet__person=person, sheet__unit__in=bodies_of(person, "see_evaluation"))
    return Figure.objects.filter(bodies | own).select_related("sheet__formula", "sheet__unit")


def objections_seen_by(person: Person) -> QuerySet[Objection]:
    """The objections to figures that `person` sees, and those that `person` decides."""
    declare_reader(person)
    seen = Q(figure__in=figures_seen_by(person)) | _decided(person)
    return Objection.objects.filter(seen).select_related("figure__sheet__formula", "figure__sheet__unit")


def _decided(person: Person) -> Q:
    return _in_places(person, "decide_objection", "figure__sheet__unit__place__code")


def objections_decided_by(person: Person) -> QuerySet[Objection]:
    """The objections that `person` may decide."""
    declare_reader(person)
    return Objection.objects.filter(_decided(person)).select_related("figure__sheet__formula", "figure__sheet__unit")


def counted_seen_by(person: Person, figure: Figure) -> QuerySet[Counted]:
    """What a figure counted, as far as `person` may read the matters; of the others only the number is known."""
    return Counted.objects.filter(figure=figure, matter__in=matters_read_by(person)).select_related("matter__place")


def units_seen_by(person: Person) -> QuerySet[Organisation]:
    """The bodies whose page `person` opens: one's own and, for who publishes or decides, those of the place."""
    own = Q(pk__in=bodies_of(person, "see_evaluation"))
    of_place = _in_places(person, "publish_evaluation", "place__code")
    return Organisation.objects.filter(own | of_place | _in_places(person, "decide_objection", "place__code"))


def asking_of_link(key: str, today: date, *, lock: bool = False) -> Asking:
    """What someone is asked by a link; from now on this transaction may read that matter, and no other.

    Refuses a link that was used, whose time has passed, or that never was.
    """
    declare_system()
    waiting = Asking.objects.filter(state=Asking.State.ASKED, channel=Channel.LINK, until__gte=today)
    if lock:
        waiting = waiting.select_for_update(of=("self",))
    found = waiting.select_related("matter", "unit", "party").filter(key_hash=hash_of_link(key)).first()
    declare_follower(found.matter_id if found else 0)
    if found is None:
        raise Refusal(_("This link was used already, or its time has passed. Nothing more is needed from you."))
    return found


def calls_waiting_for(person: Person, today: date) -> QuerySet[Asking]:
    """Whom `person` may call: drawn by lot, in their place, and never about a body that they work for themselves."""
    declare_reader(person)
    waiting = Asking.objects.filter(state=Asking.State.ASKED, channel=Channel.CALL, until__gte=today)
    waiting = waiting.filter(_in_places(person, "call_residents", "matter__place__code"))
    own = [one.organisation_id for one in memberships_today(person)]
    return waiting.exclude(unit__in=own).select_related("matter", "unit", "party")


def calls_held_by(person: Person, today: date) -> QuerySet[Asking]:
    """The call that `person` has drawn and not ended."""
    return calls_waiting_for(person, today).filter(caller=person, party__isnull=False)


def put_rights_seen_by(person: Person) -> QuerySet[PutRight]:
    """What the body of `person` is to put right and, for who publishes the figures, the bodies of the place."""
    declare_reader(person)
    own = Q(unit__in=bodies_of(person, "put_right"))
    found = PutRight.objects.filter(own | _in_places(person, "publish_evaluation", "unit__place__code"))
    return found.select_related("matter", "unit", "task", "party__person", "done_by")


def put_rights_done_by(person: Person) -> QuerySet[PutRight]:
    """What `person` is to put right for their body."""
    declare_reader(person)
    found = PutRight.objects.filter(unit__in=bodies_of(person, "put_right"))
    return found.select_related("matter", "unit", "task", "party__person")
