"""Shape of what outside registers said of a counterparty."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract
from concord.core.people.models import Person


class Lookup(models.Model):
    """A question to the register of companies, and its answer as it came; each is kept, the newest counts.

    `told` has status, name, former_names, licences (name, until), listed, small and people; it is empty unless it was
    found.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("being asked")
        FOUND = "found", _("answered")
        UNKNOWN = "unknown", _("nobody holds this code")
        FAILED = "failed", _("no answer")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="lookups")
    code = models.CharField(max_length=18)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    told = models.JSONField(default=dict)
    trouble = models.CharField(max_length=200, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    asked_at = models.DateTimeField(auto_now_add=True)
    answered_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.contract_id} {self.code}"
