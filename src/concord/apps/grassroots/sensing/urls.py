"""Where the doors of grassroots governance are."""

from django.urls import path

from concord.apps.grassroots.sensing.views import desk, phone

app_name = "grassroots"

phone_doors = [
    path("grid/", phone.home, name="home"),
    path("grid/report/", phone.report, name="report"),
    path("grid/patrol/", phone.patrol, name="patrol"),
    path("grid/patrol/<int:pk>/", phone.tick, name="tick"),
    path("grid/waiting/", phone.waiting, name="waiting"),
    path("grid/manifest.webmanifest", phone.manifest, name="manifest"),
    path("grid/worker.js", phone.worker, name="worker"),
]

desk_doors = [
    path("desk/sightings/", desk.sightings, name="list"),
    path("desk/sightings/<int:pk>/", desk.detail, name="detail"),
    path("desk/sightings/<int:pk>/do/<slug:name>/", desk.deed, name="deed"),
    path("desk/catalogue/", desk.known, name="catalogue"),
    path("desk/patrol/", desk.points, name="points"),
    path("desk/patrol/<int:pk>/end/", desk.end, name="end_point"),
]

urlpatterns = [*phone_doors, *desk_doors]
