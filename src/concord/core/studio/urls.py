"""Where the pages of scenarios are."""

from django.urls import path

from concord.core.studio.views import scenario, scenarios

app_name = "studio"
urlpatterns = [
    path("scenarios/", scenarios, name="scenarios"),
    path("scenarios/<slug:code>/", scenario, name="scenario"),
]
