"""The grid worker's phone: one thing a screen, and everything at hand without a network once it was opened."""

import json
from functools import partial
from importlib.resources import files
from uuid import uuid4

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from concord.apps.grassroots.sensing.access import places_reported_by
from concord.apps.grassroots.sensing.forms import SightingForm
from concord.apps.grassroots.sensing.selectors.patrols import patrol_of
from concord.apps.grassroots.sensing.services.patrol import Visit, tick_off
from concord.apps.grassroots.sensing.services.sensing import MOST_PHOTOS, Seen, add_photo, report_sighting
from concord.core.attempts import answer_code, attempt
from concord.core.people.doors import SignedInRequest, for_capability

PAGES = ("home", "report", "patrol", "waiting")
SCRIPTS = ("phone", "entries", "sender", "photos", "report", "patrol", "waiting")
FILES = (
    *(f"concord/{name}" for name in ("mark.svg", "tokens.css", "page.css", "form.css")),
    *(f"concord/{name}.js" for name in ("look", "draft", "live", "words")),
    "django_htmx/htmx-2.min.js",
    "grassroots/phone.css",
    "grassroots/icon-192.png",
    *(f"grassroots/{name}.js" for name in SCRIPTS),
)
INK = "#17615c"
PAPER = "#faf7f1"


def _page(request: SignedInRequest, name: str, status: int = 200, **more: object) -> HttpResponse:
    return render(request, f"grassroots/grid/{name}.html", more, status=status)


@for_capability("report_sighting")
@require_GET
def home(request: SignedInRequest) -> HttpResponse:
    """Three doors: report, my patrol, what waits to be sent."""
    due = sum(one.is_due for one in patrol_of(request.user, localdate()))
    return _page(request, "home", due=due)


def _keep(form: SightingForm, request: SignedInRequest) -> None:
    """Report, then add what photos there are; sent again, both are there already."""
    said = form.cleaned_data
    seen = Seen(**{name: said[name] for name in said if name != "place"}, place_id=said["place"].pk)
    sighting = report_sighting(seen, by=request.user, today=localdate())
    for number, file in enumerate(request.FILES.getlist("photos")[:MOST_PHOTOS]):
        key = f"{seen.sent_key}-{number}"
        keep = partial(add_photo, sighting.pk, content=file.read(), filename=file.name or "", sent_key=key)
        attempt(form, partial(keep, by=request.user))


@for_capability("report_sighting")
@require_http_methods(["GET", "POST"])
def report(request: SignedInRequest) -> HttpResponse:
    """What was seen; without scripts it is sent as a plain form."""
    places, fresh = places_reported_by(request.user), {"sent_key": str(uuid4()), "source": "grid"}
    form = SightingForm(request.POST or None, places=places, initial=fresh)
    if form.is_valid():
        attempt(form, lambda: _keep(form, request))
        if not form.errors:
            return redirect("grassroots:waiting")
    return _page(request, "report", answer_code(form), form=form)


@for_capability("report_sighting")
@require_GET
def patrol(request: SignedInRequest) -> HttpResponse:
    """My patrol list, what is due first."""
    return _page(request, "patrol", points=patrol_of(request.user, localdate()), key=str(uuid4()))


@for_capability("report_sighting")
@require_POST
def tick(request: SignedInRequest, pk: int) -> HttpResponse:
    """Tick a point off, without scripts."""
    key = "".join(one for one in request.POST.get("sent_key", "") if one.isalnum() or one == "-")[:64]
    tick_off(pk, Visit(sent_key=key or str(uuid4())), by=request.user)
    return redirect("grassroots:patrol")


@for_capability("report_sighting")
@require_GET
def waiting(request: SignedInRequest) -> HttpResponse:
    """What waits on this phone, what for, and what was sent."""
    return _page(request, "waiting")


@require_GET
def manifest(request: HttpRequest) -> JsonResponse:
    """What the phone needs to know to install the pages as an app."""
    sizes = [(static(f"grassroots/icon-{size}.png"), f"{size}x{size}") for size in (192, 512)]
    icons = [{"src": src, "sizes": size, "type": "image/png", "purpose": "any maskable"} for src, size in sizes]
    told = {
        "name": _("Grid patrol"),
        "short_name": _("Grid"),
        "start_url": reverse("grassroots:home"),
        "scope": reverse("grassroots:home"),
        "display": "standalone",
        "background_color": PAPER,
        "theme_color": INK,
        "icons": icons,
    }
    return JsonResponse(told, content_type="application/manifest+json")


@never_cache
@require_GET
def worker(request: HttpRequest) -> HttpResponse:
    """The service worker: keeps the phone's pages and files, and answers with them where no network does."""
    kept = [reverse(f"grassroots:{name}") for name in PAGES] + [static(name) for name in FILES]
    script = (files("concord") / "apps/grassroots/sensing/static/grassroots/worker.js").read_text(encoding="utf-8")
    return HttpResponse(f"const KEPT = {json.dumps(kept)};\n{script}", content_type="text/javascript; charset=utf-8")
