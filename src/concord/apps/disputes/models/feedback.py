"""Shape of what the resident says afterwards."""

from django.db import models
from django.db.models import Q

from concord.apps.disputes.models.dispute import Dispute, Report
from concord.core.people.models import Person


class Rating(models.Model):
    """How a resident found the handling, from 1 to 5, once for each report and ending."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="ratings")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    round = models.PositiveSmallIntegerField(default=0)
    score = models.PositiveSmallIntegerField()
    words = models.TextField(blank=True)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["report", "round"], name="rating_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="rating_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.score}"


class Objection(models.Model):
    """A resident's one objection to how a dispute ended, and what was decided."""

    dispute = models.OneToOneField(Dispute, models.CASCADE, related_name="objection")
    report = models.ForeignKey(Report, models.CASCADE, related_name="+")
    words = models.TextField()
    raised_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    answer = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"{self.dispute_id}"
