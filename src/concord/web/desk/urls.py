"""Where the desk over all apps is."""

from django.urls import path

from concord.web.desk.views import bodies, stuck, work, workload

app_name = "desk"
urlpatterns = [
    path("desk/work/", work.work, name="work"),
    path("desk/waiting/", work.waiting, name="waiting"),
    path("desk/bodies/<int:pk>/", bodies.body, name="body"),
    path("desk/workload/", workload.bodies, name="workloads"),
    path("desk/bodies/<int:pk>/workload/", workload.workload, name="workload"),
    path("desk/bodies/<int:pk>/people/<int:person>/", workload.handover, name="handover"),
    path("desk/stuck/", stuck.stuck, name="stuck"),
    path("desk/places/<slug:code>/", bodies.place, name="place"),
]
