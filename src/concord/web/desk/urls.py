"""Where the desk over all apps is."""

from django.urls import path

from concord.web.desk import views

app_name = "desk"
urlpatterns = [path("desk/work/", views.work, name="work")]
