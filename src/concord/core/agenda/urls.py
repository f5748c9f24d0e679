"""Where the doors of the agenda are."""

from django.urls import path

from concord.core.agenda.views import runs, steps

app_name = "agenda"
urlpatterns = [
    path("desk/matters/<int:pk>/runs/", runs.in_matter, name="matter"),
    path("desk/matters/<int:pk>/runs/start/", runs.choose, name="choose"),
    path("desk/matters/<int:pk>/runs/start/<slug:code>/", runs.start, name="start"),
    path("desk/matters/<int:pk>/order/", runs.order, name="order"),
    path("desk/runs/<int:pk>/", runs.run, name="run"),
    path("desk/runs/<int:pk>/cancel/", runs.cancel, name="cancel"),
    path("desk/steps/<int:pk>/reassign/", steps.reassign, name="reassign"),
    path("desk/steps/<int:pk>/do/<slug:name>/", steps.deed, name="deed"),
    path("desk/demands/<int:pk>/answer/", runs.answer, name="answer"),
    path("desk/time-requests/<int:pk>/", runs.decide, name="decide"),
]
