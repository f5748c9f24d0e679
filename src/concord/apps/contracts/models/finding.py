"""Shape of what screening found in a version, and of what people said to it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.version import Version
from concord.core.people.models import Person


class Finding(models.Model):
    """What a rule found in a version, and what people said to it.

    `spans` are [block, start, end]; `before` is the finding of the version before that this one continues, `same`
    whether its words are unchanged: answers are carried over then.
    """

    class Severity(models.TextChoices):
        BLOCK = "block", _("blocks signing")
        HIGH = "high", _("serious")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("slight")
        NOTE = "note", _("note")

    class Verdict(models.TextChoices):
        WRONG = "wrong", _("wrong")
        MISSING = "missing", _("missing")
        CHECK = "check", _("to be checked")

    class Answer(models.TextChoices):
        OPEN = "open", _("not answered")
        ACCEPTED = "accepted", _("to be changed")
        REJECTED = "rejected", _("stays as it is")

    version = models.ForeignKey(Version, models.CASCADE, related_name="findings")
    order = models.PositiveIntegerField()
    rule = models.CharField(max_length=12)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    verdict = models.CharField(max_length=8, choices=Verdict.choices)
    spans = models.JSONField(default=list)
    quote = models.TextField(blank=True)
    reason = models.TextField()
    articles = ArrayField(models.CharField(max_length=60), default=list)
    proposal = models.TextField(blank=True)
    replacement = models.TextField(blank=True)
    key = models.CharField(max_length=24)
    before = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+", db_index=False)
    same = models.BooleanField(default=False)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.OPEN)
    answer_reason = models.CharField(max_length=500, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["rule", "answer"], name="finding_rule_answer")]
        constraints = [models.UniqueConstraint(fields=["version", "order"], name="finding_order_once")]

    def __str__(self) -> str:
        return f"{self.version_id} {self.rule}"

    @property
    def is_new(self) -> bool:
        """Whether the version before did not have it."""
        return self.before_id is None
