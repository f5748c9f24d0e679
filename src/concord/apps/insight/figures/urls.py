"""Where the doors of figures are."""

from django.urls import path

from concord.apps.insight.figures.views import defining, desk, everyone, out

app_name = "figures"

urlpatterns = [
    path("figures/", everyone.counties, name="counties"),
    path("figures/<str:code>/", everyone.county, name="county"),
    path("desk/figures/", desk.home, name="home"),
    path("desk/figures/of/<slug:code>/", desk.one, name="one"),
    path("desk/figures/of/<slug:code>/matters/", desk.matters, name="matters"),
    path("desk/figures/figures.<slug:way>", out.sheet, name="sheet"),
    path("desk/figures/index/", desk.index, name="index"),
    path("desk/figures/index/weights/", defining.weigh, name="weigh"),
    path("desk/figures/indicators/", defining.catalogue, name="catalogue"),
    path("desk/figures/indicators/new/", defining.define, name="add"),
    path("desk/figures/indicators/<slug:code>/", defining.define, name="define"),
    path("desk/figures/indicators/<slug:code>/end/", defining.end, name="end"),
]
