"""Who could mediate a dispute, best first, each with the reasons and with what speaks against it (D6)."""

from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Count, Q
from django.utils.translation import gettext as _

from concord.apps.disputes.models import Dispute
from concord.apps.disputes.selectors.similar import joinable_item
from concord.apps.disputes.services.mediation import conflicts_of
from concord.core.people.models import Membership, Organisation, SkillProfile
from concord.engines.text.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mediator in a committee: how many disputes they have, why they fit, why they must not."""

    membership: Membership
    load: int
    most: int
    reasons: tuple[str, ...]
    against: str
    fit: int

    @property
    def value(self) -> str:
        """How a form names this choice: person and committee."""
        return f"{self.membership.person_id}-{self.membership.organisation_id}"


def _memberships(county: str, day: date) -> list[Membership]:
    in_force = Q(ends__isnull=True) | Q(ends__gte=day)
    open_parts = Q(person__involvements__part="mediator", person__involvements__until=None)
    return list(
        Membership.objects.filter(
            in_force,
            starts__lte=day,
            role__capabilities__contains=["mediate"],
            organisation__place__code__startswith=county,
            person__is_active=True,
        )
        .select_related("person", "organisation__place")
        .annotate(load=Count("person__involvements", filter=open_parts & Q(person__involvements__matter__is_open=True)))
    )


def _reasons(dispute: Dispute, body: Organisation, skills: SkillProfile | None, load: int) -> tuple[int, list[str]]:
    item = taxonomy().items.get(joinable_item(dispute))
    fit, reasons = 0, []
    if item and body.function and body.function == item.committee:
        fit, reasons = fit + 4, [_("the committee for this kind of dispute")]
    if item and skills and {item.id, item.category} & set(skills.topics):
        fit += 3
        reasons.append(_("experienced in this kind"))
    if body.place_id == dispute.matter.place_id[: len(body.place_id)] and len(body.place_id) > 6:
        fit += 2
        reasons.append(_("works in this place"))
    if load == 0:
        fit += 1
        reasons.append(_("has no open dispute"))
    return fit, reasons


def candidates(dispute: Dispute, day: date, most: int = 12) -> list[Candidate]:
    """Mediators of the county for a dispute; the fullest and those with a conflict come last."""
    memberships = _memberships(dispute.matter.place_id[:6], day)
    skills = SkillProfile.objects.in_bulk([one.person_id for one in memberships])
    found = []
    for one in memberships:
        profile, load = skills.get(one.person_id), int(getattr(one, "load", 0))
        limit = profile.most_open if profile else 20
        fit, reasons = _reasons(dispute, one.organisation, profile, load)
        against = _("has as many disputes as they can take") if load >= limit else ""
        found.append(Candidate(one, load, limit, tuple(reasons), against, fit))
    best = sorted(found, key=lambda one: (bool(one.against), -one.fit, one.load, one.membership.pk))[:most]
    conflicts = conflicts_of(dispute, [one.membership.person for one in best])
    return [replace(one, against=conflicts.get(one.membership.person_id, one.against)) for one in best]
