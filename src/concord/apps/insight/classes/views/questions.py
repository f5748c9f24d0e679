"""One question after the other: the keys 1 to 3 answer, s leaves it to others."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from concord.apps.insight.classes.access import questions_for
from concord.apps.insight.classes.forms import AnswerForm
from concord.apps.insight.classes.selectors.questions import Question, counts_for, next_question, question_shown
from concord.apps.insight.classes.services.answering import answer_question, skip_question
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability


def _shown(request: SignedInRequest, one: Question | None, form: AnswerForm) -> HttpResponse:
    told = {"one": one, "form": form, "waiting": sum(counts_for(request.user).values())}
    return render(request, "classes/question.html", told, status=answer_code(form))


@for_capability("answer_class")
@require_GET
def question(request: SignedInRequest) -> HttpResponse:
    """The question that teaches or measures most, among those of one's places."""
    return _shown(request, next_question(request.user), AnswerForm())


@for_capability("answer_class")
@require_POST
def answer(request: SignedInRequest, pk: int) -> HttpResponse:
    """Answer it, and go on to the next."""
    asked = get_object_or_404(questions_for(request.user), pk=pk)
    form = AnswerForm(request.POST)
    if form.is_valid():
        item = form.cleaned_data["item"]
        if attempt(form, lambda: answer_question(pk, item=item, by=request.user)) is not None:
            return redirect("classes:question")
    return _shown(request, question_shown(asked), form)


@for_capability("answer_class")
@require_POST
def skip(request: SignedInRequest, pk: int) -> HttpResponse:
    """Leave it to others."""
    skip_question(pk, by=request.user)
    return redirect("classes:question")
