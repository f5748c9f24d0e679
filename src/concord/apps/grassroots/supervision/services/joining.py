"""Who follows a case: by the rules when something happens, or because a supervisor brings another body in."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.supervision.access import cases_followed_by
from concord.apps.grassroots.supervision.facts import FollowerJoined
from concord.apps.grassroots.supervision.models import Case, Follower
from concord.apps.grassroots.supervision.rules import FollowRule, rules
from concord.core.acts.services import record
from concord.core.agenda.flowing import involve
from concord.core.agenda.owners import bodies_near
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal


def rules_at_opening(case: Case) -> list[FollowRule]:
    """The rules by which bodies follow a case from its opening on: late work, its category, repetition."""
    return [rule for rule in rules().on({"late", "category", "repeated"}) if _holds(rule, case)]


def _holds(rule: FollowRule, case: Case) -> bool:
    if rule.when == "category":
        return case.about.topic in rule.categories
    if rule.when == "repeated":
        since = timezone.now() - timedelta(days=rule.days)
        return Case.objects.filter(responsible=case.responsible, matter__opened_at__gte=since).count() >= rule.times
    return True


def join_by_rules(case: Case, holding: Iterable[FollowRule], *, by: Person | None) -> None:
    """Let the nearest body of each rule follow the case, told with the rule's reason; the first one leads it.

    The responsible body never follows itself. Where a place has no such body, its supervisors follow.
    """
    holding = list(holding)
    near = bodies_near((rule.body for rule in holding), case.matter.place_id, case.matter.topic)
    for rule in holding:
        body = near.get(rule.body)
        if body is not None and body.pk != case.responsible_id:
            _join(case, body, rule=rule.id, reason=rule.reason, by=by)


def _join(case: Case, body: Organisation, *, rule: str, reason: str, by: Person | None) -> bool:
    """Enter a follower; one that is there already stays as it came."""
    _follower, is_new = Follower.objects.get_or_create(
        case=case, organisation=body, defaults={"rule": rule, "reason": reason}
    )
    if not is_new:
        return False
    if case.matter.lead_id is None:
        case.matter.lead = body
        case.matter.save(update_fields=["lead"])
    involve(case.matter, [body])
    record(FollowerJoined(matter_id=case.pk, organisation_id=body.pk, body=body.name, reason=reason), by=by)
    return True


@transaction.atomic
def bring_in(pk: int, body: Organisation, reason: str, *, by: Person) -> Case:
    """Have another supervising body follow too, for one of the bodies that follow.

    Refuses a body that is no supervisor of the place, one that follows already, and empty words.
    """
    case = cases_followed_by(by).select_for_update(of=("self",)).get(pk=pk)
    if not reason.strip():
        raise Refusal(_("Write why they are brought in."), field="reason")
    if body not in bodies_to_bring_in(case):
        raise Refusal(_("Choose one of the supervising bodies that do not follow yet."), field="body")
    _join(case, body, rule="", reason=reason.strip()[:300], by=by)
    return case


def bodies_to_bring_in(case: Case) -> list[Organisation]:
    """The supervising bodies near the place, by the rules' names, that do not follow the case yet."""
    names = dict.fromkeys(rule.body for rule in rules().bodies)
    near = bodies_near(names, case.matter.place_id, case.matter.topic)
    following = set(case.followers.values_list("organisation", flat=True)) | {case.responsible_id}
    return [near[name] for name in names if name in near and near[name].pk not in following]
