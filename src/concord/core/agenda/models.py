"""Shape of a task: what someone must do by when."""

from django.db import models
from django.db.models import Q

from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person


class Task(models.Model):
    """One small piece of work in a matter, owned by an organisation and, once taken, by a person."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="tasks", db_index=False)
    kind = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    opened_on = models.DateField()
    yellow_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    basis = models.CharField(max_length=200, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "kind"], name="task_matter"),
            models.Index(fields=["person", "due_on", "id"], name="task_person_open", condition=Q(done_at=None)),
            models.Index(fields=["organisation", "due_on", "id"], name="task_body_open", condition=Q(done_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"
