"""Where the doors of disputes are."""

from django.urls import path

from concord.apps.disputes.views import deeds, desk, following, report, settling, signing, triage, window

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

desk_doors = [
    path("desk/disputes/", desk.disputes, name="list"),
    path("desk/disputes/export/", desk.export, name="export"),
    path("desk/disputes/filters/", desk.save_filter, name="save_filter"),
    path("desk/disputes/filters/<int:pk>/forget/", desk.forget_filter, name="forget_filter"),
    path("desk/disputes/new/", window.register, name="register"),
    path("desk/disputes/new/alike/", window.alike, name="alike"),
    path("desk/posters/", window.posters, name="posters"),
    path("desk/posters/<int:pk>/", window.poster_paper, name="poster_paper"),
]

dispute_doors = [
    path("desk/disputes/<int:pk>/", desk.detail, name="detail"),
    path("desk/disputes/<int:pk>/accept/", triage.accept, name="accept"),
    path("desk/disputes/<int:pk>/mediator/", triage.choose_mediator, name="mediator"),
    path("desk/disputes/<int:pk>/settlement/draft/", settling.settlement, name="draft"),
    path("desk/disputes/<int:pk>/instalments/<int:instalment>/", settling.performed, name="performed"),
    path("desk/disputes/<int:pk>/appointments/<int:appointment>/cancel/", settling.cancel, name="cancel"),
    path("desk/disputes/<int:pk>/reveal/", settling.look, name="reveal"),
    path("desk/disputes/<int:pk>/room/say/", desk.speak, name="speak"),
    path("desk/disputes/<int:pk>/do/<slug:name>/", deeds.deed, name="deed"),
    path("desk/disputes/<int:pk>/<slug:tab>/", desk.detail, name="tab"),
]

urlpatterns = [*report_doors, *party_doors, *desk_doors, *dispute_doors]
