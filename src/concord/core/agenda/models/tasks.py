"""Shape of a task: what someone must do by when."""

from django.db import models
from django.db.models import Case, ExpressionWrapper, F, Q, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person

DAY_AFTER_DUE = ExpressionWrapper(F("due_on") + 1, models.DateField())


class Task(models.Model):
    """One small piece of work in a matter, owned by an organisation and, once taken, by a person.

    `warned` is the last light that its people were told of; `turns_on` is the day from which the next one is due to be
    told, so that one range of one index holds all tasks that wait for a warning. While its time stands still, since
    `paused_on`, no light turns. `title` is what it is called where the kind does not say it.
    """

    class Warned(models.TextChoices):
        NOT_YET = "", _("not yet")
        YELLOW = "yellow", _("due soon")
        RED = "red", _("late")

    class Kind(models.TextChoices):
        """Tasks that belong to something else and end with it; every app adds kinds of its own."""

        STEP = "step", _("step of a scenario")
        OPINION = "opinion", _("opinion asked")
        ORDER = "order", _("supervision order")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="tasks", db_index=False)
    kind = models.CharField(max_length=40)
    title = models.CharField(max_length=200, blank=True, db_default="")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_on = models.DateField()
    yellow_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    paused_on = models.DateField(null=True)
    warned = models.CharField(max_length=8, choices=Warned.choices, blank=True, default=Warned.NOT_YET)
    turns_on = models.GeneratedField(
        expression=Case(
            When(warned="", then=Coalesce(F("yellow_on"), DAY_AFTER_DUE)),
            When(warned="yellow", then=DAY_AFTER_DUE),
        ),
        output_field=models.DateField(),
        db_persist=True,
    )
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "kind"], name="task_matter"),
            models.Index(fields=["person", "due_on", "id"], name="task_person_open", condition=Q(done_at=None)),
            models.Index(fields=["organisation", "due_on", "id"], name="task_body_open", condition=Q(done_at=None)),
            models.Index(
                fields=["matter"], name="task_open", condition=Q(done_at=None),
                include=["organisation", "yellow_on", "due_on", "paused_on"],
            ),
            models.Index(
                fields=["organisation", "done_at"], name="task_body_done", condition=Q(done_at__isnull=False),
                include=["done_by", "matter"],
            ),
            models.Index(fields=["turns_on"], name="task_turns", condition=Q(done_at=None, turns_on__isnull=False)),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"
