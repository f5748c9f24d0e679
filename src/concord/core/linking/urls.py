"""Where the doors of linking are."""

from django.urls import path

from concord.core.linking.views import pairs, runs

app_name = "linking"
urlpatterns = [
    path("", pairs.queue, name="list"),
    path("pairs/<int:pk>/", pairs.detail, name="pair"),
    path("pairs/<int:pk>/<slug:deed>/", pairs.decide, name="decide"),
    path("matters/<int:pk>/", pairs.links, name="matter"),
    path("matters/<int:pk>/out/", pairs.out, name="out"),
    path("runs/", runs.runs, name="runs"),
    path("runs/<int:pk>/", runs.run, name="run"),
    path("runs/<int:pk>/stop/", runs.stop, name="stop"),
    path("runs/<int:pk>/resume/", runs.resume, name="resume"),
]
