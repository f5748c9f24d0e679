"""Shape of what was tendered and awarded for a contract, and of filing numbers."""

from django.contrib.postgres.fields import ArrayField
from django.db import models

from concord.apps.contracts.models.contract import Contract
from concord.core.people.models import Person, Place


class Award(models.Model):
    """What was tendered and awarded for a contract, as its body entered it: the text is held against it."""

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="award")
    number = models.CharField(max_length=60, blank=True)
    winner = models.CharField(max_length=160, blank=True)
    price = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    budget = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    awarded_on = models.DateField(null=True)
    days = models.PositiveIntegerField(null=True)
    payment_days = models.PositiveIntegerField(null=True)
    quality = models.CharField(max_length=200, blank=True)
    team = ArrayField(models.CharField(max_length=80), default=list)
    entered_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.contract_id}"


class FilingCounter(models.Model):
    """How many contracts a county filed in a year; the next number is taken under its lock."""

    county = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "year"], name="filing_counter_once")]

    def __str__(self) -> str:
        return f"{self.county_id} {self.year}"
