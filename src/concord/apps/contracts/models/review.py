"""Shape of the second and third review."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract
from concord.apps.contracts.models.version import Version
from concord.core.agenda.models import Task
from concord.core.people.models import Organisation, Person


class Tier(models.TextChoices):
    """Who reviews: legal counsel (second), the justice bureau (third)."""

    COUNSEL = "counsel", _("legal counsel")
    LEGALITY = "legality", _("legality review")


class Opinion(models.TextChoices):
    """What a reviewer says of a version."""

    WAITING = "waiting", _("waits for an opinion")
    AGREE = "agree", _("agrees")
    CHANGES = "changes", _("agrees with changes")
    OBJECT = "object", _("objects")
    DECLINED = "declined", _("cannot take it")
    RECALLED = "recalled", _("called back")


class Review(models.Model):
    """One review of a version by counsel or by the justice bureau; its deadline stands in its task.

    `taken` are the findings of the machine that the reviewer makes their own.
    """

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="reviews")
    version = models.ForeignKey(Version, models.CASCADE, related_name="reviews", db_index=False)
    tier = models.CharField(max_length=10, choices=Tier.choices)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    task = models.OneToOneField(Task, models.PROTECT, related_name="contract_review")
    opinion = models.CharField(max_length=10, choices=Opinion.choices, default=Opinion.WAITING)
    words = models.TextField(blank=True)
    taken = ArrayField(models.BigIntegerField(), default=list)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    given_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    given_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["contract"], name="review_one_at_a_time", condition=Q(opinion="waiting")),
        ]
        indexes = [models.Index(fields=["person"], name="review_waiting", condition=Q(opinion="waiting"))]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.tier}"
