"""Shape of the plan of a signed contract: what is to happen by when, as its own text says."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract


class PlannedStep(models.Model):
    """One promise of a contract, taken from its signed text: a payment, a day, a security.

    `on` is the day where the text names one; else `within` counts days (`unit`) after what `words` say. `spans` point
    into the approved version.
    """

    class Kind(models.TextChoices):
        PAYMENT = "payment", _("payment")
        TERM_BEGINS = "term_begins", _("performance begins")
        TERM_ENDS = "term_ends", _("performance ends")
        DEPOSIT = "deposit", _("deposit")
        PERFORMANCE = "performance", _("performance bond")
        RETENTION = "retention", _("retention money")
        OTHER = "other", _("other security")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="plan")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=14, choices=Kind.choices)
    words = models.CharField(max_length=200)
    spans = models.JSONField(default=list)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    percent = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    on = models.DateField(null=True)
    within = models.PositiveIntegerField(null=True)
    unit = models.CharField(max_length=4, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "order"], name="planned_step_order")]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.order}"
