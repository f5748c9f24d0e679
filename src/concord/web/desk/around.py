"""What lies around my desk: the lists of my bodies, the places I look over, and the pages of those who lead."""

from django.urls import reverse
from django.utils.translation import gettext as _

from concord.core.people.access import may, memberships_today, reach_of
from concord.core.people.models import Person, Place

MOST = 6


def doors_around(person: Person) -> list[tuple[str, str]]:
    """Addresses with their names, in a fixed order."""
    held = [m for m in memberships_today(person) if "see_run" in m.role.capabilities]
    bodies = {m.organisation_id: m.organisation.name for m in held}
    places = Place.objects.filter(pk__in=reach_of(person, "see_run").places).order_by("pk")[:MOST]
    led = [(reverse("desk:workloads"), _("Workload"))] if may(person, "see_workload") else []
    return [
        *((reverse("desk:body", args=[pk]), name) for pk, name in list(bodies.items())[:MOST]),
        *((reverse("desk:place", args=[one.pk]), _("Open work in %(place)s") % {"place": one.name}) for one in places),
        *led,
        (reverse("desk:stuck"), _("What stands still")),
        (reverse("agenda:calendar"), _("My calendar")),
    ]
