"""What there is to help with: mediating bodies and people on duty, by place."""

from django.db.models import Count, Q, QuerySet
from django.db.models.functions import Coalesce, Left

from concord.core.people.models import Membership, Organisation, Place
from concord.web.atlas.scope import Scope
from concord.web.atlas.selectors.counts import Counted, digits_below, divided

KINDS = (
    Organisation.Kind.CENTRE,
    Organisation.Kind.COMMITTEE,
    Organisation.Kind.TOWNSHIP,
    Organisation.Kind.VILLAGE,
    Organisation.Kind.COURT,
)


def bodies_in(place: str) -> QuerySet[Organisation]:
    """The bodies in a place that take up or mediate what people bring."""
    return Organisation.objects.filter(place__code__startswith=place, kind__in=KINDS)


def count_bodies(place: Place, scope: Scope) -> Counted:
    """Their number, by place below."""
    digits = digits_below(place, scope)
    rows = bodies_in(place.pk).order_by().values_list(Left("place_id", digits)).annotate(number=Count("pk"))
    return divided(((code, number) for code, number in rows), digits)


def count_staff(place: Place, scope: Scope) -> Counted:
    """People with a role in a body of the place today, by the place of the role or else of the body."""
    digits = digits_below(place, scope)
    day = scope.today
    held = Membership.objects.filter(Q(ends__isnull=True) | Q(ends__gte=day), starts__lte=day, person__is_active=True)
    placed = held.annotate(where=Coalesce("place_id", "organisation__place_id")).filter(where__startswith=place.pk)
    rows = placed.order_by().values_list(Left("where", digits)).annotate(number=Count("person", distinct=True))
    return divided(((code, number) for code, number in rows), digits)
