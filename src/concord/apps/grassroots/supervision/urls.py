"""Where the doors of supervision are."""

from django.urls import path

from concord.apps.grassroots.supervision.views import desk

app_name = "supervision"

urlpatterns = [
    path("desk/supervision/", desk.cases, name="list"),
    path("desk/supervision/watch/", desk.watch, name="watch"),
    path("desk/supervision/about/<int:about>/", desk.supervise, name="supervise"),
    path("desk/supervision/<int:pk>/", desk.detail, name="detail"),
    path("desk/supervision/<int:pk>/do/<slug:name>/", desk.deed, name="deed"),
    path("desk/supervision/<int:pk>/orders/<int:demand>/", desk.answer, name="answer"),
    path("desk/supervision/<int:pk>/findings/<int:finding>/", desk.object_to, name="object"),
    path("desk/supervision/<int:pk>/objections/<int:objection>/", desk.decide, name="decide"),
]
