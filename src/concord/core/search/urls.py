"""Where searching is."""

from django.urls import path

from concord.core.search import views

app_name = "search"
urlpatterns = [
    path("", views.search, name="search"),
    path("suggestions/", views.suggestions, name="suggestions"),
    path("number/", views.number, name="number"),
    path("export/", views.export, name="export"),
    path("save/", views.save, name="save"),
    path("saved/<int:pk>/forget/", views.forget, name="forget"),
]
