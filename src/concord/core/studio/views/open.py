"""The open pages of scenarios."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from concord.core.agenda.flowing import template_of
from concord.core.studio.access import scenarios_in_use
from concord.core.studio.selectors.shown import bodies_in, drawn, stages_of

PAGE = 40


@require_GET
def scenarios(request: HttpRequest) -> HttpResponse:
    """All scenarios in use, by code; `after` is the last code of the page before."""
    rows = list(scenarios_in_use().filter(code__gt=request.GET.get("after", "")).order_by("code")[: PAGE + 1])
    shown = [(version, template_of(version)) for version in rows[:PAGE]]
    further = rows[PAGE - 1].code if len(rows) > PAGE else ""
    return render(request, "studio/scenarios.html", {"shown": shown, "further": further})


@require_GET
def scenario(request: HttpRequest, code: str) -> HttpResponse:
    """One scenario: what it is for, who takes part, each step, and its drawing."""
    version = get_object_or_404(scenarios_in_use(), code=code)
    template = template_of(version)
    shown = {
        "version": version,
        "template": template,
        "bodies": bodies_in(template),
        "stages": stages_of(template),
        "wide": drawn(template),
        "narrow": drawn(template, narrow=True),
    }
    return render(request, "studio/scenario.html", shown)
