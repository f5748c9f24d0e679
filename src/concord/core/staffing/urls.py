"""Where the operator's doors are."""

from django.urls import path

from concord.core.staffing.views import bodies, people

app_name = "staffing"
urlpatterns = [
    path("people/", people.people, name="people"),
    path("people/new/", people.enter, name="enter"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/role/", people.give, name="give_role"),
    path("people/<int:pk>/name/", people.rename, name="correct_name"),
    path("people/<int:pk>/password/", people.password, name="password"),
    path("people/<int:pk>/close/", people.close, name="close"),
    path("people/<int:pk>/open/", people.reopen, name="open"),
    path("people/<int:pk>/second-step/", people.second_factor, name="second_factor"),
    path("roles/<int:pk>/end/", people.end, name="end_role"),
    path("organisations/", bodies.organisations, name="organisations"),
    path("organisations/new/", bodies.new_organisation, name="new_organisation"),
    path("organisations/<int:pk>/", bodies.organisation, name="organisation"),
    path("duties/", bodies.duties, name="duties"),
    path("duties/new/", bodies.new_duty, name="new_duty"),
    path("duties/<int:pk>/end/", bodies.stop_duty, name="end_duty"),
    path("grids/", bodies.grids, name="grids"),
    path("grids/<str:code>/", bodies.places, name="places"),
    path("grids/<str:code>/new/", bodies.new_grid, name="new_grid"),
    path("grids/<str:code>/name/", bodies.grid_name, name="grid_name"),
]
