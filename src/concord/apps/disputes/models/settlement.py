"""Shape of a settlement and of its performance."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.disputes.models.dispute import Dispute
from concord.core.papers.models import Paper
from concord.core.people.models import Person


class Settlement(models.Model):
    """A drafted agreement; in force once every party and the mediator have signed the same paper."""

    class Status(models.TextChoices):
        SIGNING = "signing", _("being signed")
        SIGNED = "signed", _("signed by all")
        RECALLED = "recalled", _("recalled before all had signed")
        REPLACED = "replaced", _("replaced by a later one")

    # One waits for signatures or is in force; a later one, signed by all, replaces the one before it.
    LIVE: ClassVar[list[str]] = [Status.SIGNING, Status.SIGNED]

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="settlements")
    terms = models.TextField()
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+")
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.SIGNING)
    drafted_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    drafted_at = models.DateTimeField(auto_now_add=True)
    effective_on = models.DateField(null=True)
    confirm_by = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["dispute", "status"],
                name="settlement_one_live",
                condition=models.Q(status__in=["signing", "signed"]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.status}"


class Instalment(models.Model):
    """One thing to be paid or done under a settlement, by a day."""

    settlement = models.ForeignKey(Settlement, models.CASCADE, related_name="instalments")
    position = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=200)
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    due_on = models.DateField()
    done_on = models.DateField(null=True)
    confirmed_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    reminded_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["settlement", "position"], name="instalment_position")]
        indexes = [models.Index(fields=["due_on"], name="instalment_open", condition=models.Q(done_on=None))]

    def __str__(self) -> str:
        return f"{self.settlement_id}.{self.position}"
