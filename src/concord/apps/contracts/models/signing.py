"""Shape of a signed copy: the file that binds, who signed or sealed it, and how it stands to the approved text."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract
from concord.apps.contracts.models.version import Version
from concord.core.papers.models import Paper
from concord.core.people.models import Person


class Copy(models.Model):
    """The signed copy of a contract: the approved version it stands for, its file and digest, and what was compared.

    `code` leads to the open page on which anyone who holds the file checks that it is this one. `differs` counts the
    clauses that are not as approved; None where the copy could not be read and a person compared it by eye.
    """

    class Kind(models.TextChoices):
        SEALED = "sealed", _("sealed electronically")
        SCAN = "scan", _("signed on paper, scanned")

    contract = models.OneToOneField(Contract, models.CASCADE, primary_key=True, related_name="copy")
    version = models.ForeignKey(Version, models.PROTECT, related_name="+", db_index=False)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64, db_index=True)
    kind = models.CharField(max_length=8, choices=Kind.choices)
    code = models.CharField(max_length=26, unique=True)
    differs = models.PositiveSmallIntegerField(null=True)
    differs_reason = models.CharField(max_length=500, blank=True)
    seals = models.JSONField(default=list)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    recorded_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "copies"

    def __str__(self) -> str:
        return f"{self.contract_id}"
