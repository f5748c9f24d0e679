"""Shape of what was seen, and of the points that a grid's patrol looks at."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.catalogue import catalogue
from concord.core.matters.models import Matter
from concord.core.papers.models import Paper
from concord.core.people.models import Person, Place


class Stage(models.TextChoices):
    """Where a sighting stands."""

    REPORTED = "reported", _("reported")
    HANDLED = "handled", _("handled on site")
    HANDED_ON = "handed_on", _("with the township")
    DISPUTE = "dispute", _("became a dispute")
    CLOSED = "closed", _("closed")


MOVES: dict[str, frozenset[str]] = {
    Stage.REPORTED: frozenset({Stage.HANDLED, Stage.HANDED_ON, Stage.DISPUTE}),
    Stage.HANDLED: frozenset({Stage.CLOSED, Stage.HANDED_ON, Stage.DISPUTE}),
    Stage.HANDED_ON: frozenset({Stage.HANDLED, Stage.CLOSED, Stage.DISPUTE}),
    Stage.DISPUTE: frozenset(),
    Stage.CLOSED: frozenset(),
}


class Sighting(models.Model):
    """What a grid worker or a source saw; number, kind (its topic), place, stage and dates stand on its matter.

    `sent_key` is the sender's own random key: the same report sent twice is one sighting.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="sighting")
    words = models.TextField()
    source = models.CharField(max_length=20)
    reporter = models.ForeignKey(Person, models.PROTECT, related_name="+")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    seen_at = models.DateTimeField()
    sent_key = models.CharField(max_length=64, unique=True)

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @property
    def stage_label(self) -> str:
        """Where the sighting stands, in the reader's language."""
        return str(Stage(self.matter.stage).label)

    @property
    def kind_name(self) -> str:
        """What kind of problem it is, in the reader's language."""
        entry = catalogue().problems.get(self.matter.topic)
        return entry.name if entry else self.matter.topic

    @property
    def source_name(self) -> str:
        """Where word of it came from, in the reader's language."""
        entry = catalogue().sources.get(self.source)
        return entry.name if entry else self.source


class SightingPhoto(models.Model):
    """A photo of a sighting, with the sender's key for it: the same photo sent twice is one paper."""

    sighting = models.ForeignKey(Sighting, models.CASCADE, related_name="photos")
    paper = models.OneToOneField(Paper, models.PROTECT, related_name="+")
    sent_key = models.CharField(max_length=80)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sighting", "sent_key"], name="sighting_photo_once")]

    def __str__(self) -> str:
        return f"{self.sighting_id} {self.sent_key}"


class PatrolPoint(models.Model):
    """What a grid's patrol looks at, and how often."""

    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    name = models.CharField(max_length=80)
    look_for = models.CharField(max_length=200, blank=True)
    every_days = models.PositiveSmallIntegerField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["place", "name"], name="patrol_point_once", condition=models.Q(is_active=True)
            ),
            models.CheckConstraint(condition=models.Q(every_days__gte=1), name="patrol_point_period"),
        ]

    def __str__(self) -> str:
        return self.name


class PatrolVisit(models.Model):
    """That someone was at a point of the patrol list; where the phone was then, if it said so."""

    point = models.ForeignKey(PatrolPoint, models.PROTECT, related_name="visits")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    sent_key = models.CharField(max_length=64, unique=True)

    class Meta:
        indexes = [models.Index(fields=["point", "-at"], name="patrol_visit_point")]

    def __str__(self) -> str:
        return f"{self.point_id} {self.at:%Y-%m-%d}"
