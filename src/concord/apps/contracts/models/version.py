"""Shape of a version of the text, and of how its screening went."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract
from concord.core.papers.models import Paper
from concord.core.people.models import Person


class Version(models.Model):
    """One version of a contract's text: the file as it came, what was read of it, and how its screening went.

    `blocks` are the pieces of the text in reading order (`stored.py`), to which findings point. `began_at` and
    `ended_at` frame the screening, which a worker does for scans and old Word files.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for the worker")
        READING = "reading", _("is being read")
        SCREENED = "screened", _("screened")
        FAILED = "failed", _("could not be read")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="contract_version")
    note = models.CharField(max_length=300, blank=True)
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    added_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    trouble = models.CharField(max_length=300, blank=True)
    format = models.CharField(max_length=8, blank=True)
    pages = models.PositiveIntegerField(null=True)
    pages_read = models.PositiveIntegerField(default=0)
    recognised = models.BooleanField(default=False)
    warnings = ArrayField(models.CharField(max_length=300), default=list)
    blocks = models.JSONField(default=list)
    nature = models.CharField(max_length=16, blank=True)
    mode = models.CharField(max_length=10, blank=True)
    gone = models.JSONField(default=list)
    seconds = models.DecimalField(max_digits=8, decimal_places=3, null=True)
    began_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "number"], name="version_number_once")]

    def __str__(self) -> str:
        return f"{self.contract_id} v{self.number}"
