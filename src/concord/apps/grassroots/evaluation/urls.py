"""Where the doors of evaluation are."""

from django.urls import path

from concord.apps.grassroots.evaluation.views import desk

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
    path("formulae/", desk.formulae, name="formulae"),
    path("formulae/<str:code>/", desk.formula, name="formula"),
]
