"""Where the doors of the agenda are."""

from django.urls import path

from concord.core.agenda.views import calendar, moving, runs, steps

app_name = "agenda"
urlpatterns = [
    path("calendar/<str:key>.ics", calendar.feed, name="calendar_feed"),
    path("desk/calendar/", calendar.calendar, name="calendar"),
    path("desk/calendar/end/", calendar.end, name="calendar_end"),
    path("desk/matters/<int:pk>/runs/", runs.in_matter, name="matter"),
    path("desk/matters/<int:pk>/runs/start/", runs.choose, name="choose"),
    path("desk/matters/<int:pk>/runs/start/<slug:code>/", runs.start, name="start"),
    path("desk/matters/<int:pk>/order/", runs.order, name="order"),
    path("desk/runs/<int:pk>/", runs.run, name="run"),
    path("desk/runs/<int:pk>/cancel/", runs.cancel, name="cancel"),
    path("desk/runs/<int:pk>/move/<int:number>/", moving.move, name="move"),
    path("desk/steps/<int:pk>/resume/", steps.resume, name="resume"),
    path("desk/steps/<int:pk>/reassign/", steps.reassign, name="reassign"),
    path("desk/steps/<int:pk>/do/<slug:name>/", steps.deed, name="deed"),
    path("desk/demands/<int:pk>/answer/", runs.answer, name="answer"),
    path("desk/time-requests/<int:pk>/", runs.decide, name="decide"),
]
