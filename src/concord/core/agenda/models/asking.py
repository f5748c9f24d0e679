"""Shape of what is asked beside the way: more time or a pause, an opinion, the answer to an order."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.models.scenarios import Step
from concord.core.agenda.models.tasks import Task
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person


class TimeRequest(models.Model):
    """More working days for a step, or a pause on one of the grounds of law; someone else decides."""

    class Kind(models.TextChoices):
        EXTENSION = "extension", _("more time")
        PAUSE = "pause", _("pause")

    class Ground(models.TextChoices):
        NONE = "", _("none")
        APPRAISAL = "appraisal", _("appraisal, evaluation or audit")
        ANNOUNCEMENT = "announcement", _("service by announcement")
        PARTY_LOST = "party_lost", _("a party died, ended or lost capacity; a successor is awaited")
        OTHER_CASE = "other_case", _("the outcome of another case is awaited")
        FORCE_MAJEURE = "force_majeure", _("force majeure")

    class Answer(models.TextChoices):
        WAITING = "waiting", _("waiting")
        GRANTED = "granted", _("granted")
        REFUSED = "refused", _("refused")

    step = models.ForeignKey(Step, models.CASCADE, related_name="time_requests")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    days = models.PositiveSmallIntegerField(default=0)
    ground = models.CharField(max_length=16, choices=Ground.choices, blank=True)
    reason = models.CharField(max_length=300)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["step"], name="time_asked_once", condition=Q(answer="waiting")),
        ]

    def __str__(self) -> str:
        return f"{self.step_id} {self.kind}"


class Demand(models.Model):
    """What a body is asked in writing and must answer: an opinion on a step, or a supervision order.

    `told_on` is the day on which the nightly check told that an order without a step waits too long for its answer.
    """

    class Kind(models.TextChoices):
        OPINION = "opinion", _("opinion")
        ORDER = "order", _("supervision order")

    kind = models.CharField(max_length=8, choices=Kind.choices)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="demands")
    step = models.ForeignKey(Step, models.CASCADE, null=True, related_name="demands")
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=1_000)
    task = models.OneToOneField(Task, models.PROTECT, related_name="demand")
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    answer = models.CharField(max_length=2_000, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)
    told_on = models.DateField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["id"], name="demand_apart", condition=Q(step=None, answered_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.kind}"
