"""Where the doors of contracts are."""

from django.urls import path

from concord.apps.contracts.views import checking, desk, oversight, performing, reviews, text

app_name = "contracts"

ONE = "desk/contracts/<int:pk>"
urlpatterns = [
    path("desk/contracts/", desk.contracts, name="list"),
    path("desk/contracts/export/", desk.export, name="export"),
    path("desk/contracts/alarms/", performing.alarms, name="alarms"),
    path("desk/contracts/alarms/<int:alarm>/<slug:name>/", performing.alarm_deed, name="alarm_deed"),
    path("desk/contracts/supervision/", oversight.six_views, name="oversight"),
    path("desk/contracts/integrity/", oversight.integrity, name="integrity"),
    path("desk/contracts/integrity/<int:alarm>/", oversight.integrity_alarm, name="integrity_alarm"),
    path("desk/contracts/ask/", desk.ask, name="ask"),
    path("desk/contracts/counsel/", reviews.pool, name="pool"),
    path("desk/contracts/counsel/<int:pk>/leave/", reviews.leave, name="leave"),
    path("desk/contracts/engagements/", reviews.engagements, name="engagements"),
    path("desk/contracts/counsel/<int:pk>/engagements/", reviews.engagements, name="engagements_of"),
    path("desk/contracts/engagements/<int:pk>/end/", reviews.end, name="end_engagement"),
    path("desk/contracts/reviews/<int:review>/", reviews.opinion, name="opinion"),
    path("desk/contracts/reviews/<int:review>/decline/", reviews.decline, name="decline"),
    path("desk/contracts/findings/<int:finding>/", text.answer, name="answer"),
    path(f"{ONE}/", desk.detail, name="detail"),
    path(f"{ONE}/text/", text.text, name="text"),
    path(f"{ONE}/text/<int:number>/", text.text, name="version"),
    path(f"{ONE}/text/<int:number>/comments/", text.word, {"way": "comments"}, name="commented"),
    path(f"{ONE}/text/<int:number>/changes/", text.word, {"way": "changes"}, name="redlined"),
    path(f"{ONE}/screen/", text.again, name="again"),
    path(f"{ONE}/compare/", text.compare, name="compare"),
    path(f"{ONE}/draft/", text.draft, name="draft"),
    path(f"{ONE}/counsel/", reviews.choose, name="counsel"),
    path(f"{ONE}/do/<slug:name>/", desk.deed, name="deed"),
    path(f"{ONE}/<slug:tab>/", desk.detail, name="tab"),
    path("signed/<slug:code>/", checking.check, name="check"),
]
