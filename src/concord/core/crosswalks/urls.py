"""Where the doors of crosswalks are."""

from django.urls import path

from concord.core.crosswalks.views import lines, tables

app_name = "crosswalks"
urlpatterns = [
    path("", tables.crosswalks, name="list"),
    path("new/", tables.new, name="new"),
    path("<int:pk>/", tables.crosswalk, name="crosswalk"),
    path("<int:pk>/classes/", tables.add, name="add"),
    path("<int:pk>/anew/", tables.anew, name="anew"),
    path("<int:pk>/publish/", tables.publish, name="publish"),
    path("<int:pk>/remap/", tables.remap, name="remap"),
    path("<int:pk>/table/", tables.table, name="table"),
    path("remappings/<int:pk>/undo/", tables.undo, name="undo"),
    path("lines/<int:pk>/", lines.line, name="line"),
]
