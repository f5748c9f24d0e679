"""The connected sources: their state, one of them with its mapping and jobs, and a new one."""

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.core.attempts import answer_code, attempt
from concord.core.exchange.access import feeds_connected_by, feeds_run_by, feeds_seen_by, places_connected_by
from concord.core.exchange.forms import ConnectForm, FileForm
from concord.core.exchange.jobs import go_on
from concord.core.exchange.models import Feed
from concord.core.exchange.selectors import feed_page, feed_state, is_fetched, jobs_of, mapping_in_words, push_door
from concord.core.exchange.services.connecting import connect_source, disconnect_source
from concord.core.exchange.services.importing import begin_import
from concord.core.exchange.services.sending import send_file
from concord.core.people.access import may
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Person

LONGEST_KEY = 19


def number_in(request: HttpRequest, name: str) -> int | None:
    """A key that stands in the address; None for what is none."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < LONGEST_KEY else None


@for_capability("see_exchange")
@require_GET
def sources(request: SignedInRequest) -> HttpResponse:
    """The sources of one's places, and how each stands."""
    states, more = feed_page(request.user, number_in(request, "before"))
    told = {
        "states": states,
        "next_before": more,
        "may_connect": may(request.user, "connect_source"),
        "may_export": may(request.user, "export_matters"),
    }
    return render(request, "exchange/list.html", told)


@for_capability("connect_source")
@require_http_methods(["GET", "POST"])
def connect(request: SignedInRequest) -> HttpResponse:
    """Connect a source to a place."""
    form = ConnectForm(request.POST if request.method == "POST" else None, places=places_connected_by(request.user))
    if form.is_valid():
        said = form.cleaned_data
        made = attempt(form, lambda: connect_source(**said, by=request.user, today=localdate()))
        if made is not None:
            return redirect("exchange:feed", made.pk)
    return render(request, "exchange/connect.html", {"form": form}, status=answer_code(form))


def _told_of_feed(request: SignedInRequest, pk: int, form: FileForm) -> dict[str, object]:
    state, person = feed_state(request.user, pk), request.user
    may_run = _is_among(feeds_run_by(person), pk)
    return {
        "one": state,
        "form": form,
        "push_door": push_door(state.feed),
        "reads": mapping_in_words(state.feed.mapped),
        "jobs": jobs_of(person, pk, number_in(request, "before")),
        "may_run": may_run,
        "may_fetch": may_run and is_fetched(state.feed),
        "may_disconnect": state.feed.stopped_at is None and _is_among(feeds_connected_by(person), pk),
    }


def _is_among(found: QuerySet[Feed], pk: int) -> bool:
    return found.filter(pk=pk).exists()


@for_capability("see_exchange")
@require_GET
def feed(request: SignedInRequest, pk: int) -> HttpResponse:
    """One source: how it stands, what is read from its records, its jobs."""
    get_object_or_404(feeds_seen_by(request.user), pk=pk)
    return render(request, "exchange/feed.html", _told_of_feed(request, pk, FileForm()))


@for_capability("run_import")
@require_POST
def send(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take a file of this source in; the page of its job shows how far it is."""
    get_object_or_404(feeds_run_by(request.user), pk=pk)
    form = FileForm(request.POST, request.FILES)
    if form.is_valid():
        job = attempt(form, lambda: _sent(form, pk, request.user))
        if job is not None:
            return redirect("exchange:job", job)
    return render(request, "exchange/feed.html", _told_of_feed(request, pk, form), status=answer_code(form))


def _sent(form: FileForm, pk: int, by: Person) -> int:
    file = form.cleaned_data["file"]
    job = send_file(pk, content=file.read(), filename=file.name or "", by=by)
    go_on.later(job_id=job.pk)
    return job.pk


@for_capability("run_import")
@require_POST
def fetch(request: SignedInRequest, pk: int) -> HttpResponse:
    """Fetch from this source now."""
    job = begin_import(pk, by=request.user)
    go_on.later(job_id=job.pk)
    return redirect("exchange:job", job.pk)


@for_capability("connect_source")
@require_POST
def disconnect(request: SignedInRequest, pk: int) -> HttpResponse:
    """Take nothing more in from this source."""
    disconnect_source(pk, by=request.user)
    return redirect("exchange:feed", pk)
