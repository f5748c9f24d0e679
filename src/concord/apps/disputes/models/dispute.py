"""Shape of a report, of the dispute it becomes, and of what people decided about it."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.disputes.models.stages import Stage
from concord.core.matters.models import Matter, Party
from concord.core.people.models import Organisation, Person, Place


class Channel(models.TextChoices):
    """The door a report came in by."""

    QR = "qr", _("QR code")
    WEB = "web", _("web page")
    WINDOW = "window", _("window")
    HOTLINE = "hotline", _("hotline")
    API = "api", _("API")
    GRID = "grid", _("grid worker")


class Poster(models.Model):
    """A QR code on a wall: it carries the place, and if wanted the kind of matter and the object it hangs on."""

    code = models.CharField(max_length=12, unique=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    topic = models.CharField(max_length=20, blank=True)
    object = models.CharField(max_length=120, blank=True)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    made_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    is_active = models.BooleanField(default=True)

    def __str__(self) -> str:
        return self.code


class Dispute(models.Model):
    """A dispute: the matter of this app. Number, stage, place and dates stand on its matter."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="dispute")
    words = models.TextField()
    object = models.CharField(max_length=120, blank=True)
    happened_on = models.DateField(null=True)
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    people_affected = models.PositiveIntegerField(default=1)
    category = models.CharField(max_length=8, blank=True)
    proposal = models.JSONField(default=dict)
    tags = ArrayField(models.CharField(max_length=30), default=list)
    committee = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    mediator = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    ended_because = models.CharField(max_length=30, blank=True)
    door = models.CharField(max_length=200, blank=True)
    reopened = models.PositiveSmallIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @property
    def stage_label(self) -> str:
        """Where the dispute stands, in the reader's language."""
        return str(Stage(self.matter.stage).label)


class Report(models.Model):
    """What one resident said about a dispute, with the code by which they follow it."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="reports")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    words = models.TextField()
    channel = models.CharField(max_length=10, choices=Channel.choices)
    poster = models.ForeignKey(Poster, models.PROTECT, null=True, related_name="+")
    taken_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    sent_key = models.CharField(max_length=64, unique=True, null=True)
    reported_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.channel}"


class Correction(models.Model):
    """Where a person decided otherwise than the machine proposed; kept for learning."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="corrections")
    field = models.CharField(max_length=20)
    proposed = models.CharField(max_length=60)
    chosen = models.CharField(max_length=60)
    model_version = models.CharField(max_length=40, blank=True)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.field}: {self.proposed} → {self.chosen}"


class Contest(models.Model):
    """A department's word that a dispute is not its duty; decided by the coordinator within a deadline."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="contests")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    points_to = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    reason = models.TextField()
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    raised_at = models.DateTimeField(auto_now_add=True)
    due_on = models.DateField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decision = models.TextField(blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["dispute"], name="contest_one_open", condition=models.Q(decided_at=None)),
        ]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.organisation_id}"
