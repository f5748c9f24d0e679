"""Where the doors of consultations are."""

from django.urls import path

from concord.apps.grassroots.consultation.views import desk, pool

app_name = "consultation"

urlpatterns = [
    path("desk/consultations/", desk.consultations, name="list"),
    path("desk/consultations/about/<int:about>/", desk.call, name="call"),
    path("desk/consultations/<int:pk>/", desk.detail, name="detail"),
    path("desk/consultations/<int:pk>/say/", desk.say, name="say"),
    path("desk/consultations/<int:pk>/remark/", desk.remark, name="remark"),
    path("desk/consultations/<int:pk>/answer/<int:participant>/", desk.answer, name="answer"),
    path("desk/consultations/<int:pk>/done/<int:decision>/", desk.done, name="done"),
    path("desk/consultations/<int:pk>/do/<slug:name>/", desk.deed, name="deed"),
    path("desk/consultations/<int:pk>/<slug:tab>/", desk.detail, name="tab"),
    path("desk/pool/", pool.pool, name="pool"),
    path("desk/pool/<int:pk>/leave/", pool.leave, name="leave"),
    path("desk/bookings/", pool.bookings, name="bookings"),
    path("desk/bookings/<int:pk>/answer/", pool.answer, name="answer_booking"),
    path("desk/bookings/<int:pk>/cancel/", pool.cancel, name="cancel_booking"),
]
