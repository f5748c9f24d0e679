"""Shape of what the register of state assets says of the thing that a contract lets or sells."""

from django.db import models

from concord.apps.contracts.models.contract import Contract


class Asset(models.Model):
    """The asset of a contract as the register of state assets told last, in yuan: valued, its floor price, approved,
    openly traded.
    """

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="asset")
    number = models.CharField(max_length=60, blank=True)
    appraised = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    floor = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    approved = models.BooleanField()
    traded = models.BooleanField()
    told_at = models.DateTimeField(auto_now=True)

    def __str__(self) -> str:
        return f"{self.contract_id}"
