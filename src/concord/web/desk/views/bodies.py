"""What waits in a body, page by page, and how much waits in a place: by body, or by township."""

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.core.agenda.access import bodies_looked_over
from concord.core.agenda.queues import title_of
from concord.core.agenda.selectors.bodies import RollUp, roll_up, tasks_of_body
from concord.core.agenda.selectors.marks import Mark
from concord.core.agenda.selectors.waiting import LIGHTS, Lights
from concord.core.people.doors import SignedInRequest, for_capability
from concord.core.people.models import Organisation, Place
from concord.web.desk.pages import page_of_task

SIZE = 60
PLACES, BODIES = "townships", "bodies"


@for_capability("see_run")
@require_GET
def body(request: SignedInRequest, pk: int) -> HttpResponse:
    """What waits in a body whose work I may look over, what is due first; all of it, or one light."""
    light = request.GET.get("light", "")
    light = light if light in LIGHTS else ""
    after = Mark.read(request.GET.get("after", ""))
    try:
        page = tasks_of_body(request.user, pk, localdate(), light=light, after=after)
    except ObjectDoesNotExist:
        raise Http404 from None
    shown = {
        "body": Organisation.objects.select_related("place").get(pk=pk),
        "light": light,
        "query": f"light={light}" if light else "",
        "after": after,
        "next": page.next,
        "rows": [(one, title_of(one.task), page_of_task(one.task)) for one in page.tasks],
    }
    return render(request, "web/body.html", shown)


@for_capability("see_run")
@require_GET
def place(request: SignedInRequest, code: str) -> HttpResponse:
    """How much waits in a place and below it, of the matters that I may see; by body, or by township."""
    found = get_object_or_404(Place, pk=code)
    by = PLACES if request.GET.get("by") == PLACES else BODIES
    whole = roll_up(request.user, code, localdate())
    rows = _by_township(whole) if by == PLACES else _by_body(whole, request)
    start = int(told) if (told := request.GET.get("after", "")).isdecimal() and len(told) < 7 else 0
    shown = {
        "place": found,
        "whole": whole.whole,
        "by": by,
        "query": f"by={by}",
        "after": start or "",
        "next": start + SIZE if len(rows) > start + SIZE else "",
        "rows": rows[start : start + SIZE],
    }
    return render(request, "web/place.html", shown)


def _by_body(whole: RollUp, request: SignedInRequest) -> list[tuple[str, object, Lights]]:
    """Name, key (None: no page of one's own to open), and lights of each body; what is nobody's comes first."""
    keys = [key for key in whole.bodies if key is not None]
    names = dict(Organisation.objects.filter(pk__in=keys).values_list("pk", "name"))
    open_to_me = set(bodies_looked_over(request.user).filter(pk__in=keys).values_list("pk", flat=True))
    nobody = [("", None, whole.bodies[None])] if None in whole.bodies else []
    by_name = sorted(keys, key=lambda key: (names[key], key))
    known = [(names[key], key if key in open_to_me else None, whole.bodies[key]) for key in by_name]
    return [*nobody, *known]


def _by_township(whole: RollUp) -> list[tuple[str, object, Lights]]:
    names = dict(Place.objects.filter(pk__in=whole.townships).values_list("pk", "name"))
    return [(names.get(code, code), code, whole.townships[code]) for code in sorted(whole.townships)]
