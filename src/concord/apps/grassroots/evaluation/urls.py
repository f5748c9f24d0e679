"""Where the doors of evaluation are."""

from django.urls import path

from concord.apps.grassroots.evaluation.views import asked, calls, desk, put_right, units

app_name = "evaluation"

urlpatterns = [
    path("desk/evaluation/", desk.sheets, name="list"),
    path("desk/evaluation/publish/", desk.publish, name="publish"),
    path("desk/evaluation/satisfaction/", desk.satisfaction, name="satisfaction"),
    path("desk/evaluation/sheets/<int:pk>/", desk.sheet, name="sheet"),
    path("desk/evaluation/sheets/<int:pk>/correct/", desk.correct, name="correct"),
    path("desk/evaluation/figures/<int:pk>/", desk.figure, name="figure"),
    path("desk/evaluation/figures/<int:pk>/object/", desk.object_to, name="object"),
    path("desk/evaluation/objections/", desk.objections, name="objections"),
    path("desk/evaluation/objections/<int:pk>/", desk.decide, name="decide"),
    path("desk/evaluation/units/<int:pk>/", units.unit, name="unit"),
    path("desk/evaluation/units/<int:pk>/periods/", units.periods, name="periods"),
    path("desk/evaluation/sheets/<int:pk>/versions/", units.under_versions, name="versions"),
    path("desk/evaluation/put-right/", put_right.listed, name="put_rights"),
    path("desk/evaluation/put-right/<int:pk>/", put_right.detail, name="put_right"),
    path("desk/evaluation/tasks/<int:pk>/", put_right.of_task, name="task"),
    path("desk/evaluation/calls/", calls.calls, name="calls"),
    path("desk/evaluation/calls/draw/", calls.draw, name="draw"),
    path("desk/evaluation/calls/<int:pk>/", calls.call, name="call"),
    path("desk/evaluation/calls/<int:pk>/number/", calls.number, name="number"),
    path("desk/evaluation/calls/<int:pk>/not-reached/", calls.unreached, name="unreached"),
    path("a/<str:key>/", asked.asked, name="asked"),
    path("formulae/", desk.formulae, name="formulae"),
    path("formulae/<str:code>/", desk.formula, name="formula"),
]
