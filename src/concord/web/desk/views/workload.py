"""Who in a body has how much; and work handed over at once, first tried dry."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.core.agenda.access import bodies_looked_over
from concord.core.agenda.models import Task
from concord.core.agenda.queues import title_of
from concord.core.agenda.selectors.workload import workload_of
from concord.core.agenda.services.leaving import BACK, SHARE, Handover, Wanted, hand_over, try_handover
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may, memberships_today, persons_with
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Organisation, Person

MOST = 300
CHOICES = [(SHARE, _("to those who have least")), (BACK, _("back to the body, for whoever takes it up"))]


class HandoverForm(forms.Form):
    """To whom, why, and that the outcome was seen."""

    to = forms.ChoiceField(label=_("To whom"))
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300)
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: object, colleagues: Iterable[Person], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [*CHOICES, *((str(one.pk), one.name) for one in colleagues)]


@for_capability("see_workload")
@require_GET
def bodies(request: SignedInRequest) -> HttpResponse:
    """The bodies whose workload I may look at; where there is one, at once its page."""
    found = bodies_looked_over(request.user, "see_workload").order_by("place", "pk")
    own = [one for one in found if one.pk in {m.organisation_id for m in memberships_today(request.user)}]
    others = [one for one in found if one not in own]
    if len(own) == 1 and not others:
        return redirect("desk:workload", own[0].pk)
    return render(request, "web/workloads.html", {"own": own, "others": others[:MOST]})


@for_capability("see_workload")
@require_GET
def workload(request: SignedInRequest, pk: int) -> HttpResponse:
    """Who has how much in a body, and what is untaken."""
    told = request.GET.get("after", "")
    after = int(told) if told.isascii() and told.isdecimal() and len(told) < 19 else 0
    try:
        load = workload_of(request.user, pk, localdate(), after=after)
    except ObjectDoesNotExist:
        raise Http404 from None
    shown = {"load": load, "after": after or "", "next": load.next or "", "may": may(request.user, "balance_work")}
    return render(request, "web/workload.html", shown)


@for_capability("balance_work")
@require_http_methods(["GET", "POST"])
def handover(request: SignedInRequest, pk: int, person: int) -> HttpResponse:
    """Hand over what someone has in a body: `to` in the address shows what would move to whom, POST does it."""
    by, today = request.user, localdate()
    body = get_object_or_404(bodies_looked_over(by, "balance_work"), pk=pk)
    leaver = get_object_or_404(Person.objects.filter(pk__in=_those_with_work(body)), pk=person)
    colleagues = persons_with("do_step", organisation_id=pk, day=today).exclude(pk=person).order_by("pk")
    form = HandoverForm(request.POST if request.method == "POST" else None, colleagues=colleagues)
    to = _chosen(form, request.POST.get("to") or request.GET.get("to") or SHARE)
    wanted = Wanted(pk, person, to)
    if form.is_valid():
        seen, reason = form.cleaned_data["seen"], form.cleaned_data["reason"]
        if attempt(form, lambda: hand_over(wanted, seen, reason=reason, by=by, today=today)) is not None:
            return redirect("desk:workload", pk)
    plan = try_handover(wanted, by=by, today=today)
    form.fields["to"].widget = forms.HiddenInput()
    shown = {"body": body, "leaver": leaver, "form": form, "to": to, "plan": plan, "choices": _choices(colleagues)}
    return render(request, "web/handover.html", shown | _told(plan), status=answer_code(form))


def _those_with_work(body: Organisation) -> list[int]:
    rows = Task.objects.filter(organisation=body, done_at=None, person__isnull=False).order_by()
    return [pk for pk in rows.values_list("person", flat=True).distinct() if pk is not None]


def _chosen(form: HandoverForm, to: str) -> str:
    field = form.fields["to"]
    assert isinstance(field, forms.ChoiceField)
    return to if field.valid_value(to) else SHARE


def _choices(colleagues: Iterable[Person]) -> list[tuple[str, object]]:
    return [*CHOICES, *((str(one.pk), one.name) for one in colleagues)]


def _told(plan: Handover) -> dict[str, object]:
    """The tasks of a plan with the names of who would get them."""
    keys = [pk for pk, _to in plan.moves]
    tasks = Task.objects.select_related("matter").in_bulk([*keys, *plan.stays])
    names = dict(Person.objects.filter(pk__in=[to for _pk, to in plan.moves if to]).values_list("pk", "name"))
    moves = [(tasks[pk], title_of(tasks[pk]), names[to] if to else "") for pk, to in plan.moves]
    return {"moves": moves, "stays": [(tasks[pk], title_of(tasks[pk])) for pk in plan.stays]}
