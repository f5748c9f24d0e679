"""Lists for staff: disputes by filter, counts with lights, the desk, what waits, saved filters, the spreadsheet."""

from typing import Annotated, Literal

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, Query, Schema

from concord.apps.disputes.access import disputes_seen_by
from concord.apps.disputes.api.routers import staff
from concord.apps.disputes.api.shapes.beside import (
    AppointmentShown,
    FilterShown,
    appointment_shown,
    filter_shown,
)
from concord.apps.disputes.api.shapes.given import FilterGiven
from concord.apps.disputes.api.shapes.shown import CountsShown, DisputeShown, dispute_shown
from concord.apps.disputes.models import Stage
from concord.apps.disputes.selectors.desk import desk_of
from concord.apps.disputes.selectors.lists import Counts, Filter, counted, listed
from concord.apps.disputes.selectors.similar import look_alikes
from concord.apps.disputes.sheets import disputes_sheet
from concord.apps.disputes.views.desk import SCREEN
from concord.core.api.once import made_once
from concord.core.api.pages import Page, PageAsked, cursor_at
from concord.core.api.shapes import Done, Id, PlaceCode, Text, spelled_out, wrong
from concord.core.notices.phone_codes import clean_phone
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import SavedFilter
from concord.core.refusals import Refusal

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BYTES = {"schema": {"type": "string", "format": "binary"}}


class FilterAsked(Schema):
    """How a list is narrowed; the names are those of the screen's address."""

    q: Text = Field("", max_length=80)
    stage: Annotated[Stage, spelled_out(Stage)] | None = None
    category: str = Field("", pattern=r"^(C[0-9]{2})?$")
    place: PlaceCode | None = None
    light: Literal["", "late", "soon", "fine"] = ""
    mine: bool = False
    open: bool = False

    def filter(self, before: int | None = None) -> Filter:
        """The filter that the screens use."""
        return Filter(
            q=self.q,
            stage=self.stage or "",
            category=self.category,
            place=self.place or "",
            light=self.light,
            mine=self.mine,
            open=self.open,
            before=before,
        )


class ListAsked(FilterAsked, PageAsked):
    """A filter, and a page of what it lets through."""


class AlikeAsked(Schema):
    """Of whom, or against whom."""

    phone: Text = Field("", max_length=24)
    respondent: Text = Field("", max_length=160)


class DeskShown(Schema):
    """What waits for me: disputes, the soonest due first, counts, and my next appointments."""

    waiting: list[DisputeShown]
    counts: CountsShown
    appointments: list[AppointmentShown]


def _counts_shown(found: Counts) -> CountsShown:
    stages = {stage: number for stage, _label, number in found.stages}
    return CountsShown(open=found.open, late=found.late, soon=found.soon, stages=stages)


@staff.get("/disputes", response=Page[DisputeShown])
def disputes(request: SignedInRequest, asked: Query[ListAsked]) -> Page[DisputeShown]:
    """The disputes I may see, newest first."""
    try:
        page = listed(request.user, asked.filter(asked.key("disputes")), localdate(), asked.size)
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    rows = [dispute_shown(one) for one in page.rows]
    return Page[DisputeShown].model_construct(None, items=rows, next=cursor_at(page.next_before, "disputes"))


@staff.get("/disputes/counts", response=CountsShown)
def counts(request: SignedInRequest) -> CountsShown:
    """How many disputes are open, late and due soon, and how many stand at each step."""
    return _counts_shown(counted(request.user, localdate()))


def _phone(typed: str) -> str:
    try:
        return clean_phone(typed)
    except Refusal as refusal:
        raise wrong("query", "phone", str(refusal)) from refusal


@staff.get("/disputes/alike", response=list[DisputeShown])
def alike(request: SignedInRequest, asked: Query[AlikeAsked]) -> list[DisputeShown]:
    """Disputes of the same person, or against the same respondent, to look at before registering another."""
    require(request.user, "see_similar")
    phone = _phone(asked.phone) if asked.phone else ""
    mine = disputes_seen_by(request.user).select_related("mediator")
    return [dispute_shown(one) for one in look_alikes(mine, phone=phone, respondent=asked.respondent)]


@staff.get(
    "/disputes/export", openapi_extra={"responses": {200: {"description": "The sheet.", "content": {SHEET: BYTES}}}}
)
def export(request: SignedInRequest, asked: Query[FilterAsked]) -> HttpResponse:
    """The filtered list as a spreadsheet, without personal data; the taking out is recorded."""
    require(request.user, "export_disputes")
    try:
        content = disputes_sheet(request.user, asked.filter(), localdate())
    except ValueError as unsearchable:
        raise wrong("query", "q", str(unsearchable)) from unsearchable
    response = HttpResponse(content, content_type=SHEET)
    response["Content-Disposition"] = f'attachment; filename="disputes-{localdate():%Y%m%d}.xlsx"'
    return response


@staff.get("/desk", response=DeskShown)
def desk(request: SignedInRequest) -> DeskShown:
    """What waits for me today."""
    require(request.user, "see_dispute")
    found = desk_of(request.user, localdate())
    return DeskShown(
        waiting=[dispute_shown(one) for one in found.waiting],
        counts=_counts_shown(found.counts),
        appointments=[appointment_shown(one) for one in found.appointments],
    )


def _filters(request: HttpRequest) -> list[SavedFilter]:
    return list(SavedFilter.objects.filter(person=request.user.pk, screen=SCREEN).order_by("name"))


@staff.get("/filters", response=list[FilterShown])
def filters(request: SignedInRequest) -> list[FilterShown]:
    """The filters that I keep."""
    return [filter_shown(one) for one in _filters(request)]


@staff.post("/filters", response={201: FilterShown})
@made_once
def keep_filter(request: SignedInRequest, said: FilterGiven) -> FilterShown:
    """Keep a filter under a name; the same name again replaces it."""
    require(request.user, "see_dispute")
    kept, _new = SavedFilter.objects.update_or_create(
        person=request.user, screen=SCREEN, name=said.name, defaults={"query": said.query}
    )
    return filter_shown(kept)


@staff.delete("/filters/{int:pk}", response=Done)
def forget_filter(request: SignedInRequest, pk: Id) -> Done:
    """Throw a filter away."""
    get_object_or_404(SavedFilter, pk=pk, person=request.user).delete()
    return Done()
