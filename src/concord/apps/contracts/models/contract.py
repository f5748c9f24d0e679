"""Shape of a contract."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from concord.apps.contracts.models.kinds import Nature, Procurement, Stance
from concord.apps.contracts.models.stages import Stage
from concord.core.matters.models import Matter
from concord.core.people.models import Person


class Contract(models.Model):
    """A contract of a public body; number, title, place, leading body, stage and deadlines stand on its matter.

    `amount` is in yuan, what the body pays or receives in all. `major` names the rules by which it goes to the justice
    bureau; `sent_on` is when its reviews began. A supplement names the contract that it changes in `supplements`.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="contract")
    nature = models.CharField(max_length=16, choices=Nature.choices)
    procurement = models.CharField(max_length=16, choices=Procurement.choices)
    stance = models.CharField(max_length=10, choices=Stance.choices, default=Stance.PUBLIC)
    counterpart = models.CharField(max_length=160)
    counterpart_key = models.CharField(max_length=160)
    counterpart_code = models.CharField(max_length=18, blank=True)
    counterpart_small = models.BooleanField(null=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    purpose = models.CharField(max_length=1_000)
    project_number = models.CharField(max_length=60, blank=True)
    begins_on = models.DateField(null=True)
    ends_on = models.DateField(null=True)
    form = models.CharField(max_length=20, blank=True)
    form_fields = models.JSONField(default=dict)
    major = ArrayField(models.CharField(max_length=30), default=list)
    requested_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    approved_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    signed_on = models.DateField(null=True)
    filed_number = models.CharField(max_length=40, unique=True, null=True)
    filed_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    supplements = models.ForeignKey("self", models.PROTECT, null=True, related_name="supplementary")

    class Meta:
        indexes = [models.Index(fields=["counterpart_key", "-matter"], name="contract_counterpart")]
        constraints = [models.CheckConstraint(condition=Q(amount=None) | Q(amount__gte=0), name="contract_amount")]

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @property
    def stage_label(self) -> str:
        """Where it stands, in the reader's language."""
        return str(Stage(self.matter.stage).label)

    @property
    def receives(self) -> bool:
        """Whether the body is the one who is paid: it lets or sells what it owns."""
        return self.nature in {Nature.LEASE, Nature.TRANSFER} and self.procurement == Procurement.NONE
