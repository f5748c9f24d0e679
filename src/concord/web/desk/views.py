"""The door of the desk over all apps."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_GET

from concord.core.agenda.selectors.around import time_requests_to_decide
from concord.core.agenda.selectors.waiting import lights_for, tasks_waiting_for
from concord.core.people.doors import SignedInRequest, for_capability
from concord.web.desk.pages import page_of_task, title_of

LIGHTS = {"green", "yellow", "red"}
MOST_REQUESTS = 50


@for_capability("do_step")
@require_GET
def work(request: SignedInRequest) -> HttpResponse:
    """What waits for me and my organisations in all apps, what is due first; all of it or one light."""
    today, light = localdate(), request.GET.get("light", "")
    waiting = tasks_waiting_for(request.user, today)
    chosen = [one for one in waiting if light not in LIGHTS or one.light == light]
    shown = {
        "lights": lights_for(request.user, today),
        "light": light if light in LIGHTS else "",
        "waiting": [(one, title_of(one.task), page_of_task(one.task)) for one in chosen],
        "requests": time_requests_to_decide(request.user).order_by("pk")[:MOST_REQUESTS],
    }
    return render(request, "web/work.html", shown)
