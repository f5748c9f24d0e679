"""What stands still, as the night found it: each with its reason and the deed that would free it."""

from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from concord.core.agenda.models import Run
from concord.core.agenda.selectors.around import versions_for
from concord.core.agenda.selectors.stuck import Cause, Reason, looked_over, orders_unanswered, stuck_seen_by
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

SIZE, MOST_ORDERS = 30, 50


@dataclass(frozen=True, slots=True)
class Freeing:
    """A reason with the deed that would free the run, and where this person does it ('': someone else must)."""

    reason: Reason
    deed: str
    page: str


def freeing(run: Run, reason: Reason, person: Person) -> Freeing:
    """What frees a run from a reason."""
    step = [reason.step] if reason.step else []
    runs = may(person, "run_scenario")
    match reason.cause:
        case Cause.NOBODY:
            return Freeing(reason, _("Give to another body"), reverse("agenda:reassign", args=step) if runs else "")
        case Cause.PAUSED:
            return Freeing(reason, _("Let its time run again"), reverse("agenda:resume", args=step) if runs else "")
        case Cause.UNANSWERED:
            page = reverse("agenda:order", args=[run.matter_id]) if may(person, "supervise") else ""
            return Freeing(reason, _("Issue an order"), page)
        case Cause.NOT_STARTED:
            page = reverse("agenda:deed", args=[*step, "call"]) if may(person, "do_step") else ""
            return Freeing(reason, _("Start its scenario"), page)
        case _:
            return _by_moving(run, reason, runs=runs)


def _by_moving(run: Run, reason: Reason, *, runs: bool) -> Freeing:
    """Nothing open, or no deadline: only another version of the scenario helps, else the run is cancelled."""
    newest = versions_for(run).filter(version__gt=run.version.version).first()
    if newest is not None:
        page = reverse("agenda:move", args=[run.pk, newest.version]) if runs else ""
        return Freeing(reason, _("Try the move to the newest version"), page)
    page = reverse("studio:scenario", args=[run.version.code])
    return Freeing(reason, _("Publish a version that mends it, and move the run"), page)


@for_capability("see_run")
@require_GET
def stuck(request: SignedInRequest) -> HttpResponse:
    """The runs that I may see and that do not go on; and orders outside of scenarios that nobody answers."""
    told = request.GET.get("after", "")
    after = int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else 0
    rows = list(stuck_seen_by(request.user).filter(pk__gt=after).order_by("pk")[: SIZE + 1])
    found = {
        one.run.pk: one.reasons for one in looked_over(Run.objects.filter(pk__in=[r.pk for r in rows]), localdate())
    }
    shown = {
        "runs": [(run, [freeing(run, one, request.user) for one in found.get(run.pk, ())]) for run in rows[:SIZE]],
        "after": after or "",
        "next": rows[SIZE - 1].pk if len(rows) > SIZE else "",
        "orders": orders_unanswered(request.user).order_by("pk")[:MOST_ORDERS],
    }
    return render(request, "web/stuck.html", shown)
