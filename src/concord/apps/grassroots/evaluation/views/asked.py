"""The resident's door: the link in a message, opened once, three taps at most, no account (G5)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from concord.apps.grassroots.evaluation.access import asking_of_link
from concord.apps.grassroots.evaluation.forms import AnswerForm
from concord.apps.grassroots.evaluation.models import Asking
from concord.apps.grassroots.evaluation.services.answering import PUT_RIGHT, answer_by_link, decline_by_link
from concord.core.agenda.limits import limits
from concord.core.attempts import answer_code, attempt
from concord.core.refusals import Refusal

GONE = 410


@never_cache
@require_http_methods(["GET", "POST"])
def asked(request: HttpRequest, key: str) -> HttpResponse:
    """Ask how it was; to who is not content, what is missing. Looking at it does not use the link up."""
    try:
        asking = asking_of_link(key, localdate())
    except Refusal as refusal:
        return render(request, "evaluation/asked/over.html", {"sentence": str(refusal)}, status=GONE)
    form = AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and attempt(form, lambda: _sent(form, key)) is not None:
        return render(request, "evaluation/asked/thanks.html", {"put_right": _to_put_right(form), "asking": asking})
    is_not = AnswerForm.NOT in (request.POST.get("answer"), request.GET.get("answer"))
    page = "evaluation/asked/missing.html" if is_not else "evaluation/asked/ask.html"
    told = {"form": form, "asking": asking, "days": limits()[PUT_RIGHT].days}
    return render(request, page, told, status=answer_code(form))


def _sent(form: AnswerForm, key: str) -> Asking:
    said = form.said()
    if said is None:
        return decline_by_link(key, today=localdate())
    return answer_by_link(key, said, today=localdate())


def _to_put_right(form: AnswerForm) -> bool:
    said = form.said()
    return said is not None and said.put_right
