"""Where the doors of warnings are."""

from django.urls import path

from concord.apps.insight.warnings.views import desk, detectors, people

app_name = "warnings"

urlpatterns = [
    path("desk/warnings/", desk.warnings, name="list"),
    path("desk/warnings/detectors/", detectors.detectors, name="detectors"),
    path("desk/warnings/limits/", detectors.limits, name="limits"),
    path("desk/warnings/<int:pk>/", desk.detail, name="detail"),
    path("desk/warnings/<int:pk>/judge/", desk.judge, name="judge"),
    path("desk/warnings/<int:pk>/people/", people.people, name="people"),
    path("desk/warnings/<int:pk>/people/<slug:name>/", people.deed, name="people_deed"),
    path("desk/warnings/<int:pk>/end/", desk.end, name="end"),
    path("desk/warnings/<int:pk>/apart/<int:about>/", desk.set_apart, name="set_apart"),
]
