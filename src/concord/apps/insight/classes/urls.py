"""Where the doors of this room are."""

from django.urls import path

from concord.apps.insight.classes.views import accuracy, models, questions

app_name = "classes"

urlpatterns = [
    path("desk/classes/", questions.question, name="question"),
    path("desk/classes/<int:pk>/answer/", questions.answer, name="answer"),
    path("desk/classes/<int:pk>/skip/", questions.skip, name="skip"),
    path("desk/classes/accuracy/", accuracy.accuracy_page, name="accuracy"),
    path("desk/classes/accuracy/sheet/", accuracy.sheet, name="sheet"),
    path("desk/classes/models/", models.models, name="models"),
    path("desk/classes/models/switch/", models.switch, name="switch"),
    path("desk/classes/corrections/", models.corrections, name="corrections"),
]
