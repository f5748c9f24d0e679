"""Compare a draft or two versions, publish a draft, and retire what is published."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import retire_scenario
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.studio.access import drafts_published_by, drafts_seen_by
from concord.core.studio.forms.text import NothingForm
from concord.core.studio.judging import faults_in
from concord.core.studio.models import Draft
from concord.core.studio.selectors.comparing import Comparison, compared
from concord.core.studio.selectors.versions import runs_on, versions_of
from concord.core.studio.services.publishing import newest_version, publish_draft
from concord.core.studio.views.drafts import frame, revision_in
from concord.engines.flow.reading import sketch


@for_capability("draw_scenario")
@require_GET
def compare(request: SignedInRequest, pk: int) -> HttpResponse:
    """What a draft changes against a published version: the newest one, or another that is chosen."""
    one = get_object_or_404(drafts_seen_by(request.user), pk=pk)
    known = list(versions_of(one.code))
    asked = request.GET.get("with", "")
    version = next((found for found in known if str(found.version) == asked), known[0] if known else None)
    shown = {"known": known, "version": version, "comparison": _against(one, version)}
    return render(request, "studio/compare.html", frame(request, one, "compare") | shown)


@for_capability("publish_scenario")
@require_http_methods(["GET", "POST"])
def publish(request: SignedInRequest, pk: int) -> HttpResponse:
    """Show what publishing a draft brings about; on the answer, publish it."""
    one = get_object_or_404(
        drafts_seen_by(request.user).filter(pk__in=drafts_published_by(request.user).values("pk")), pk=pk
    )
    form = NothingForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        said, revision, by = request.POST.get("over", ""), revision_in(request), request.user
        over = int(said) if said.isdecimal() and len(said) < 10 else 0
        made = attempt(form, lambda: publish_draft(pk, revision=revision, over=over, by=by))
        if made is not None:
            messages.success(request, _("Version %(version)s is published.") % {"version": made.version})
            return redirect("studio:versions", made.code)
    shown = frame(request, one, "publish") | _before_publishing(request, one) | {"form": form}
    return render(request, "studio/publish.html", shown, status=answer_code(form))


def _before_publishing(request: SignedInRequest, one: Draft) -> dict[str, object]:
    """What who publishes should know: what is wrong, what changes, and what work stays on earlier versions."""
    newest = newest_version(one.code)
    return {
        "faults": faults_in(sketch(one.source)),
        "newest": newest,
        "number": newest.version + 1 if newest else 1,
        "runs": runs_on(one.code, request.user),
        "comparison": _against(one, newest),
    }


@for_capability("draw_scenario")
@require_GET
def versions(request: SignedInRequest, code: str) -> HttpResponse:
    """All versions of a scenario, what runs on each, and two of them compared."""
    known = list(versions_of(code))
    if not known:
        raise Http404
    runs = runs_on(code, request.user)
    numbers = {str(one.version): one for one in known}
    new = numbers.get(request.GET.get("new", ""), known[0])
    old = numbers.get(request.GET.get("old", "")) or next((one for one in known if one.version < new.version), None)
    shown = {
        "code": code,
        "known": [(one, runs.get(one.version, 0)) for one in known],
        "newest": known[0],
        "old": old,
        "new": new,
        "comparison": compared(template_of(old), template_of(new)) if old else None,
        "may_publish": may(request.user, "publish_scenario"),
    }
    return render(request, "studio/versions.html", shown)


@for_capability("publish_scenario")
@require_http_methods(["GET", "POST"])
def retire(request: SignedInRequest, code: str, number: int) -> HttpResponse:
    """Let no new work start on a version."""
    version = get_object_or_404(ScenarioVersion, code=code, version=number)
    form = NothingForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: retire_scenario(code, number, by=request.user)) is not None:
        messages.success(request, _("Version %(version)s is retired.") % {"version": number})
        return redirect("studio:versions", code)
    shown = {"version": version, "form": form, "runs": runs_on(code, request.user).get(number, 0)}
    return render(request, "studio/retire.html", shown, status=answer_code(form))


def _against(one: Draft, version: ScenarioVersion | None) -> Comparison | None:
    return compared(template_of(version), sketch(one.source).template) if version else None
