"""The JSON doors of data exchange: sources, jobs, refused rows, and matters taken out (K10)."""

import csv
from io import StringIO

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.timezone import localdate
from ninja import File, Query, Router
from ninja.files import UploadedFile

from concord.core.api.auth import signed_in
from concord.core.api.exchange import shapes as s
from concord.core.api.once import made_once, once
from concord.core.api.pages import Page, PageAsked, cursor_at, page_of
from concord.core.api.papers import BYTES, sent
from concord.core.api.shapes import Id
from concord.core.exchange.access import (
    feeds_seen_by,
    jobs_seen_by,
    places_connected_by,
    records_seen_by,
    rows_mended_by,
    rows_seen_by,
)
from concord.core.exchange.exporting import JSON, begin_export, chosen_by
from concord.core.exchange.jobs import go_on
from concord.core.exchange.models import ImportJob
from concord.core.exchange.reading import mappings
from concord.core.exchange.selectors import feed_page, feed_state, mapping_in_words, push_door, records_of
from concord.core.exchange.services import connecting, importing, mending, sending
from concord.core.exchange.tables import lines_of
from concord.core.exchange.views.export import LINES, table_for
from concord.core.papers.kinds import SHEET
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Person

router = Router(tags=["exchange"], auth=signed_in)
FEEDS, JOBS, REFUSED = "exchange-feeds", "exchange-jobs", "exchange-refused"
RECORDS, MATTERS = "exchange-records", "exchange-matters"
TABLE: dict[str, object] = {"responses": {200: {"description": "The table.", "content": {"text/csv": BYTES}}}}
EITHER: dict[str, object] = {
    "responses": {200: {"description": "The table.", "content": {"text/csv": BYTES, SHEET: BYTES, LINES: BYTES}}}
}


def _whole(person: Person, pk: int) -> s.FeedWhole:
    state = feed_state(person, pk)
    mapped = state.feed.mapped
    reads = [s.field_read(one) for one in mapping_in_words(mapped)]
    more = {"reads": reads, "never": list(mapped.never), "push_door": push_door(state.feed)}
    return s.FeedWhole.model_validate(s.feed_facts(state) | more)


def _begun(job: ImportJob) -> s.ImportShown:
    go_on.later(job_id=job.pk)
    return s.import_shown(job)


@router.get("/exchange/sources", response=list[s.SourceKnown])
def sources(request: HttpRequest) -> list[s.SourceKnown]:
    """The sources that can be connected."""
    return [s.source_known(one) for one in mappings().values()]


@router.get("/exchange/feeds", response=Page[s.FeedShown])
def feeds(request: SignedInRequest, asked: Query[PageAsked]) -> Page[s.FeedShown]:
    """The sources connected for my places, those connected last first."""
    states, following = feed_page(request.user, asked.key(FEEDS), asked.size)
    items = [s.FeedShown.model_validate(s.feed_facts(one)) for one in states]
    return Page[s.FeedShown](items=items, next=cursor_at(following, FEEDS))


@router.post("/exchange/feeds", response={201: s.FeedWhole})
@made_once
def connect(request: SignedInRequest, said: s.SourceConnection) -> s.FeedWhole:
    """Connect a source to one of my places."""
    require(request.user, "connect_source")
    place = places_connected_by(request.user).get(pk=said.place)
    made = connecting.connect_source(said.source, place, url=said.url, key=said.key, by=request.user, today=localdate())
    return _whole(request.user, made.pk)


@router.get("/exchange/feeds/{int:pk}", response=s.FeedWhole)
def feed(request: SignedInRequest, pk: Id) -> s.FeedWhole:
    """One source with its mapping in words."""
    return _whole(request.user, pk)


@router.post("/exchange/feeds/{int:pk}/disconnect", response=s.FeedWhole)
@once
def disconnect(request: SignedInRequest, pk: Id) -> s.FeedWhole:
    """Take nothing more in from a source."""
    connecting.disconnect_source(pk, by=request.user)
    return _whole(request.user, pk)


@router.post("/exchange/feeds/{int:pk}/fetch", response={201: s.ImportShown})
@made_once
def fetch(request: SignedInRequest, pk: Id) -> s.ImportShown:
    """Fetch from a source now."""
    return _begun(importing.begin_import(pk, by=request.user))


@router.post("/exchange/feeds/{int:pk}/files", response={201: s.ImportShown})
@made_once
def send_file(request: SignedInRequest, pk: Id, file: File[UploadedFile]) -> s.ImportShown:
    """Have the rows of an Excel, CSV or JSON lines file taken in; the same rows again make nothing new."""
    given = sent(file)
    return _begun(sending.send_file(pk, content=given.content, filename=given.name, by=request.user))


@router.get("/exchange/feeds/{int:pk}/jobs", response=Page[s.ImportShown])
def jobs(request: SignedInRequest, pk: Id, asked: Query[PageAsked]) -> Page[s.ImportShown]:
    """The jobs of a source, newest first."""
    feeds_seen_by(request.user).get(pk=pk)
    return page_of(jobs_seen_by(request.user).filter(feed=pk), asked, s.import_shown, of=JOBS)


@router.get("/exchange/jobs/{int:pk}", response=s.ImportShown)
def job(request: SignedInRequest, pk: Id) -> s.ImportShown:
    """How far a job is."""
    return s.import_shown(jobs_seen_by(request.user).get(pk=pk))


@router.post("/exchange/jobs/{int:pk}/stop", response=s.ImportShown)
@once
def stop(request: SignedInRequest, pk: Id) -> s.ImportShown:
    """Stop a job after the page it is at."""
    return s.import_shown(importing.stop_import(pk, by=request.user))


@router.post("/exchange/jobs/{int:pk}/resume", response=s.ImportShown)
@once
def resume(request: SignedInRequest, pk: Id) -> s.ImportShown:
    """Let a job go on from where it is."""
    return _begun(importing.resume_import(pk, by=request.user))


@router.get("/exchange/feeds/{int:pk}/refused", response=Page[s.RefusedShown])
def refused(request: SignedInRequest, pk: Id, asked: Query[PageAsked], job: Id | None = None) -> Page[s.RefusedShown]:
    """The refused rows of a source that nobody has mended, newest first; of one job where it is named."""
    feeds_seen_by(request.user).get(pk=pk)
    found = rows_seen_by(request.user).filter(feed=pk)
    return page_of(found.filter(job=job) if job else found, asked, s.refused_shown, of=REFUSED)


@router.get("/exchange/feeds/{int:pk}/refused/table", openapi_extra=TABLE)
def refused_table(request: SignedInRequest, pk: Id) -> HttpResponse:
    """The refused rows whole, as CSV to be mended and sent again; the taking out is recorded."""
    require(request.user, "mend_import")
    feed, rows = mending.take_rejected(pk, by=request.user)
    out = StringIO()
    csv.writer(out).writerows(lines_of(feed, rows))
    return HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")


@router.post("/exchange/feeds/{int:pk}/refused/again", response={201: s.ImportShown})
@made_once
def refused_again(request: SignedInRequest, pk: Id) -> s.ImportShown:
    """Have all open refused rows looked at again as they are: after the mapping or the places were changed."""
    return _begun(sending.begin_again(pk, by=request.user))


@router.get("/exchange/refused/{int:pk}", response=s.RefusedWhole)
def refused_row(request: SignedInRequest, pk: Id) -> s.RefusedWhole:
    """A refused row with what it says, for who mends it."""
    return s.refused_whole(rows_mended_by(request.user).get(pk=pk))


@router.post("/exchange/refused/{int:pk}/mend", response=s.MendDone)
@once
def mend(request: SignedInRequest, pk: Id, said: s.MendGiven) -> s.MendDone:
    """Take a refused row in with other values in some fields."""
    done = mending.mend_row(pk, values=said.values, by=request.user, today=localdate())
    return s.MendDone(id=done.pk, mended_at=done.mended_at)


@router.get("/exchange/feeds/{int:pk}/records", response=Page[s.RecordShown])
def records(request: SignedInRequest, pk: Id, asked: Query[s.RecordsAsked]) -> Page[s.RecordShown]:
    """What became of the records of a source, as far as I may read the matters, newest first."""
    feeds_seen_by(request.user).get(pk=pk)
    return page_of(records_of(request.user, pk, asked.outside_id), asked, s.record_shown, of=RECORDS)


@router.get("/exchange/records/{int:pk}", response=s.RecordWhole)
def record(request: SignedInRequest, pk: Id) -> s.RecordWhole:
    """A record as it was received: by which import, as which row, and what of it is read."""
    return s.record_whole(records_seen_by(request.user).get(pk=pk))


@router.get("/exchange/matters", response=Page[s.MatterTakenOut])
def matters(request: SignedInRequest, asked: Query[s.MattersAsked]) -> Page[s.MatterTakenOut]:
    """The matters that I may take out, oldest first, for another system; that they are taken out is recorded once."""
    require(request.user, "export_matters")
    chosen = asked.chosen()
    if not asked.cursor:
        begin_export(request.user, chosen, JSON)
    found = chosen_by(request.user, chosen).select_related("lead")
    return page_of(found, asked, s.matter_taken_out, of=MATTERS, newest_first=False)


@router.get("/exchange/export", openapi_extra=EITHER)
def export(request: SignedInRequest, asked: Query[s.ExportAsked]) -> HttpResponseBase:
    """The matters that I may read as a table, without personal data; the taking out is recorded."""
    require(request.user, "export_matters")
    chosen = asked.chosen()
    last = begin_export(request.user, chosen, asked.form)
    return table_for(request.user, chosen, asked.form, last)
