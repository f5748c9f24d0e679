"""Where the map is."""

from django.urls import path

from concord.web.atlas.views import desk

app_name = "atlas"
urlpatterns = [
    path("desk/map/", desk.home, name="home"),
    path("desk/map/<slug:code>/", desk.place, name="place"),
    path("desk/map/<slug:code>/wall/", desk.wall, name="wall"),
    path("desk/map/<slug:code>/matters/", desk.matters, name="matters"),
    path("desk/map/<slug:code>/bodies/", desk.bodies, name="bodies"),
]
