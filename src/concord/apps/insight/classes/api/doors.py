"""The JSON doors: answer questions, read accuracy, take answers out, offer a model and put it in force (D3)."""

from django.http import HttpResponse
from ninja import File, Query, Router
from ninja.files import UploadedFile

from concord.apps.insight.classes.access import drifts_seen_by
from concord.apps.insight.classes.api import shapes as s
from concord.apps.insight.classes.selectors.accuracy import accuracy
from concord.apps.insight.classes.selectors.models import model_shown, models_page
from concord.apps.insight.classes.selectors.questions import counts_for, next_question
from concord.apps.insight.classes.services import answering, learning
from concord.apps.insight.classes.sheets import accuracy_sheet
from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.papers import BYTES, sent
from concord.core.api.shapes import Done, Id
from concord.core.papers.kinds import SHEET
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["classes"], auth=signed_in)
TABLE: dict[str, object] = {"responses": {200: {"description": "The table.", "content": {SHEET: BYTES}}}}
LINES: dict[str, object] = {
    "responses": {200: {"description": "JSON lines.", "content": {"application/x-ndjson": BYTES}}}
}


@router.get("/classes/question", response=s.ClassQuestionNext)
def question(request: SignedInRequest) -> s.ClassQuestionNext:
    """The question for me that measures or teaches most."""
    require(request.user, "answer_class")
    found = next_question(request.user)
    waiting = sum(counts_for(request.user).values())
    return s.ClassQuestionNext(question=s.question_told(found) if found else None, waiting=waiting)


@router.post("/classes/questions/{int:pk}/answer", response={201: s.ClassAnswerKept})
@made_once
def answer(request: SignedInRequest, pk: Id, said: s.ClassAnswerGiven) -> s.ClassAnswerKept:
    """Say what a matter is about; the matter stays as it is."""
    return s.answer_told(answering.answer_question(pk, item=said.item, by=request.user))


@router.post("/classes/questions/{int:pk}/skip", response=Done)
@once
def skip(request: SignedInRequest, pk: Id) -> Done:
    """Leave a question to others."""
    answering.skip_question(pk, by=request.user)
    return Done()


@router.get("/classes/accuracy", response=s.AccuracyTold)
def accuracy_told(request: SignedInRequest, asked: Query[s.AccuracyAsked]) -> s.AccuracyTold:
    """How often people agree with the classifier, with Wilson's interval."""
    require(request.user, "watch_classifier")
    whole, rows = accuracy(request.user, by=asked.by, only_sample=not asked.all)
    return s.AccuracyTold(whole=s.row_told(whole), rows=[s.row_told(row) for row in rows])


@router.get("/classes/accuracy/sheet", openapi_extra=TABLE)
def accuracy_table(request: SignedInRequest, asked: Query[s.AccuracyAsked]) -> HttpResponse:
    """The same as a spreadsheet."""
    require(request.user, "watch_classifier")
    return HttpResponse(accuracy_sheet(request.user, by=asked.by, only_sample=not asked.all), content_type=SHEET)


@router.get("/classes/alarms", response=Page[s.DriftShown])
def alarms(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.DriftShown]:
    """When a watch rang in my counties, the newest first."""
    return page_of(drifts_seen_by(request.user), asked, s.drift_told, of="class-alarms")


@router.get("/classes/corrections", openapi_extra=LINES)
def corrections(request: SignedInRequest) -> HttpResponse:
    """Answers for training as JSON lines, what identifies people hidden; the taking out is recorded."""
    require(request.user, "take_corrections")
    return HttpResponse(learning.take_corrections(by=request.user), content_type="application/x-ndjson")


@router.get("/classes/models", response=s.ModelsTold)
def models(request: SignedInRequest) -> s.ModelsTold:
    """The newest thirty models with their comparison, and which is in force."""
    require(request.user, "watch_classifier")
    page = models_page(request.user)
    return s.ModelsTold(shipped_in_force=page.shipped_in_force, models=[s.model_told(one) for one in page.models])


@router.post("/classes/models", response={201: s.ModelTold})
@made_once
def offer(request: SignedInRequest, file: File[UploadedFile]) -> s.ModelTold:
    """Offer a model; it is compared with the one in force, and nothing changes yet."""
    require(request.user, "switch_classifier")
    made = learning.offer_model(content=sent(file).content, by=request.user)
    return s.model_told(model_shown(made, None))


@router.post("/classes/models/switch", response=s.SwitchTold)
@once
def switch(request: SignedInRequest, said: s.SwitchGiven) -> s.SwitchTold:
    """Put a model in force for the whole platform, or the shipped one again."""
    require(request.user, "switch_classifier")
    return s.switch_told(learning.switch_model(said.model, reason=said.reason, by=request.user))
