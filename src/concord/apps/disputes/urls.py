"""Where the doors of disputes are."""

from django.urls import path

from concord.apps.disputes.views import following, report, signing

app_name = "disputes"

report_doors = [
    path("r/<str:code>", report.from_poster, name="poster_scanned"),
    path("report/", report.tell_what, name="report"),
    path("report/similar/", report.similar, name="report_similar"),
    path("report/files/<int:pk>/drop/", report.drop_file, name="report_drop_file"),
    path("report/who/", report.tell_who, name="report_who"),
    path("report/code/", report.tell_code, name="report_code"),
    path("report/code/again/", report.send_code_again, name="report_code_again"),
    path("report/done/", report.done, name="report_done"),
]

party_doors = [
    path("follow/", following.follow, name="follow"),
    path("f/<str:code>", following.follow_link, name="follow_link"),
    path("mine/", following.mine, name="mine"),
    path("mine/<int:pk>/", following.open_mine, name="open_mine"),
    path("my/", following.my, name="my"),
    path("my/room/", following.my_room, name="my_room"),
    path("my/offers/", following.my_offers, name="my_offers"),
    path("my/offers/<int:pk>/answer/", following.my_answer, name="my_answer"),
    path("my/settlement/", signing.my_settlement, name="my_settlement"),
    path("my/settlement/code/", signing.send_signing_code, name="my_signing_code"),
    path("my/rating/", following.my_rating, name="my_rating"),
    path("my/objection/", following.my_objection, name="my_objection"),
    path("my/withdrawal/", following.my_withdrawal, name="my_withdrawal"),
]

urlpatterns = [*report_doors, *party_doors]
