"""When a county is warned: set by a person with a reason, tried on the past before."""

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.insight.warnings.access import counties_ruled_by
from concord.apps.insight.warnings.facts import LimitsSet
from concord.apps.insight.warnings.models import BOUNDS, Limits
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@transaction.atomic
def set_limits(county: str, values: dict[str, int], because: str, *, by: Person) -> Limits:
    """Set when a county is warned, from the next look on; what was raised stays as it is.

    Refuses another county than one's own, a value out of bounds, and no reason.
    """
    if county not in counties_ruled_by(by):
        raise Limits.DoesNotExist
    if not because.strip():
        raise Refusal(_("Write why."), field="because")
    for name, (least, most) in BOUNDS.items():
        if not least <= values[name] <= most:
            told = _("Between %(least)s and %(most)s.") % {"least": least, "most": most}
            raise Refusal(told, field=name)
    chosen = {name: values[name] for name in BOUNDS}
    declare_reader(by)
    limits = Limits.objects.create(county=county, because=because.strip()[:1_000], by=by, **chosen)
    record(LimitsSet(matter_id=None, county=county, because=limits.because, **chosen), by=by)
    return limits
