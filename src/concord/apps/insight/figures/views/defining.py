"""Where officials define indicators and weigh the index: check, try, publish."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.insight.figures.definitions import Body, indicator_of
from concord.apps.insight.figures.forms import IndexForm, IndicatorForm
from concord.apps.insight.figures.models import Definition
from concord.apps.insight.figures.selectors.asked import Asked
from concord.apps.insight.figures.selectors.definitions import indicators, the_index, versions
from concord.apps.insight.figures.selectors.values import Figure, figures_of
from concord.apps.insight.figures.services.defining import end_indicator, publish_index, publish_indicator
from concord.apps.insight.figures.views.desk import indicator_asked
from concord.core.attempts import answer_code, attempt
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person


def trial(body: Body, person: Person) -> list[Figure]:
    """An indicator that is not published yet, over the last twelve months of one's own place; nothing is kept."""
    asked = Asked()
    return figures_of([indicator_of(body)], asked.sight(person), asked.over(localdate()))


@for_capability("see_figures")
@require_GET
def catalogue(request: SignedInRequest) -> HttpResponse:
    """All indicators in use, with their definitions."""
    return render(
        request,
        "figures/catalogue.html",
        {"indicators": indicators().values(), "may_define": may(request.user, "define_figures")},
    )


@for_capability("define_figures")
@require_http_methods(["GET", "POST"])
def define(request: SignedInRequest, code: str = "") -> HttpResponse:
    """Add an indicator or publish its next version; with `try` it is only tried."""
    kept = indicator_asked(code) if code else None
    form = IndicatorForm(request.POST or None, initial=kept.body if kept else None)
    tried: list[Figure] | None = None
    if form.is_valid():
        if "try" in request.POST:
            tried = attempt(form, lambda: trial(form.body, request.user))
        elif attempt(form, lambda: publish_indicator(form.body, by=request.user)) is not None:
            return redirect("figures:catalogue")
    shown = {
        "form": form, "kept": kept, "tried": tried, "versions": versions(Definition.Sort.INDICATOR, code),
        "title": kept.name if kept else _("A new indicator"),
    }  # fmt: skip
    return render(request, "figures/define.html", shown, status=answer_code(form))


@for_capability("define_figures")
@require_POST
def end(request: SignedInRequest, code: str) -> HttpResponse:
    """Take an indicator off the pages."""
    indicator_asked(code)
    end_indicator(code, by=request.user)
    return redirect("figures:catalogue")


@for_capability("define_figures")
@require_http_methods(["GET", "POST"])
def weigh(request: SignedInRequest) -> HttpResponse:
    """Weigh the governance index anew."""
    known = indicators()
    index = the_index(known)
    if index is None:
        return redirect("figures:catalogue")
    form = IndexForm(request.POST or None, index=index, known=known.values())
    if form.is_valid() and attempt(form, lambda: publish_index(form.body, by=request.user)) is not None:
        return redirect("figures:index")
    shown = {"form": form, "index": index, "versions": versions(Definition.Sort.INDEX, index.code)}
    return render(request, "figures/weigh.html", shown, status=answer_code(form))
