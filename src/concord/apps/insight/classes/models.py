"""Shape of what people said about the class of matters, of what they are asked, and of the models that are compared."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter
from concord.core.people.models import Person

LABEL, VERSION = 8, 40


class Via(models.TextChoices):
    """On which occasion a person said what a matter is about."""

    TRIAGE = "triage", _("when the report was accepted")
    QUEUE = "queue", _("asked, because the answer teaches")
    AUDIT = "audit", _("drawn at random")


class Judged(models.Model):
    """That a person said what a matter is about, beside what the machine had said; never changed.

    `agreed` is whether the category was the same, `among_three` whether it was among the first three. Only what was
    drawn at random measures the classifier: the other two occasions are chosen by people and by the machine.
    """

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+", db_index=False)
    act = models.BigIntegerField(unique=True, null=True)
    via = models.CharField(max_length=8, choices=Via.choices)
    source = models.CharField(max_length=40)
    proposed = models.CharField(max_length=LABEL)
    first_three = ArrayField(models.CharField(max_length=LABEL), default=list)
    chosen = models.CharField(max_length=LABEL)
    agreed = models.BooleanField()
    among_three = models.BooleanField()
    model = models.CharField(max_length=VERSION)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField()

    class Meta:
        verbose_name_plural = "judged"
        indexes = [
            models.Index(fields=["matter"], name="judged_matter"),
            models.Index(fields=["via", "at"], name="judged_via"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.chosen}"


class Asked(models.Model):
    """A matter about which people are asked, why, and what the machine says of it.

    For a draw at random `month` is the month drawn from, and who answers is not shown what the machine says.
    """

    class Why(models.TextChoices):
        UNSURE = "unsure", _("the machine is unsure")
        DISAGREE = "disagree", _("another door says something else")
        DENSE = "dense", _("many are like it, and nobody was asked")
        AUDIT = "audit", _("drawn at random")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+", db_index=False)
    why = models.CharField(max_length=10, choices=Why.choices)
    weight = models.FloatField(default=0)
    said = models.CharField(max_length=LABEL)
    share = models.FloatField()
    first_three = ArrayField(models.CharField(max_length=LABEL), default=list)
    because = ArrayField(models.CharField(max_length=20), default=list)
    model = models.CharField(max_length=VERSION)
    month = models.DateField(null=True)
    drawn_at = models.DateTimeField(auto_now_add=True)
    answer = models.OneToOneField(Judged, models.CASCADE, null=True, related_name="question")

    class Meta:
        verbose_name_plural = "asked"
        constraints = [
            models.UniqueConstraint(fields=["matter"], name="class_asked_once", condition=~Q(why="audit")),
            models.UniqueConstraint(fields=["matter"], name="class_drawn_once", condition=Q(why="audit")),
        ]
        indexes = [models.Index(fields=["-weight", "id"], name="asked_open", condition=Q(answer=None))]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.why}"


class Skipped(models.Model):
    """That someone does not want to answer a question; others are still asked."""

    asked = models.ForeignKey(Asked, models.CASCADE, related_name="skips", db_index=False)
    by = models.ForeignKey(Person, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "skipped"
        constraints = [models.UniqueConstraint(fields=["asked", "by"], name="class_skipped_once")]

    def __str__(self) -> str:
        return f"{self.asked_id} {self.by_id}"


class Offered(models.Model):
    """A model that was offered, and how it does on texts that neither it nor the one in force was trained on."""

    version = models.CharField(max_length=VERSION, unique=True)
    content = models.BinaryField()
    comparison = models.JSONField()
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "offered"

    def __str__(self) -> str:
        return self.version


class Switch(models.Model):
    """Which model is in force from an instant on; without one, the shipped model. The newest holds."""

    offered = models.ForeignKey(Offered, models.PROTECT, null=True, related_name="switches")
    reason = models.CharField(max_length=400)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "switches"

    def __str__(self) -> str:
        return f"{self.offered_id} {self.at:%Y-%m-%d}"


class Drift(models.Model):
    """That a watch rang for a county: the agreement fell, or the mix of categories changed."""

    class Kind(models.TextChoices):
        AGREEMENT = "agreement", _("people agree less often")
        SHARES = "shares", _("other categories come in")

    county = models.CharField(max_length=6)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    statistic = models.FloatField()
    threshold = models.FloatField()
    since = models.DateField()
    facts = models.JSONField(default=list)
    mark = models.BigIntegerField(default=0)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["county", "-id"], name="drift_county")]

    def __str__(self) -> str:
        return f"{self.county} {self.kind}"
