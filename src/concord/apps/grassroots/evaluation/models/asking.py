"""Shape of asking residents. Whom one asked and what was said lie apart: an answer names its matter, and nobody."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.models import Task
from concord.core.matters.models import Matter, Party
from concord.core.people.models import Organisation, Person


class Channel(models.TextChoices):
    """How a resident is asked."""

    LINK = "link", _("by link")
    CALL = "call", _("by telephone")


class Asking(models.Model):
    """That someone whom a matter concerned is asked, once, how they found it.

    `root` is the matter it all began with: who was asked about a consultation is not asked again about what it was
    held on. `party` is forgotten as soon as the asking is settled; `resident_hash`, the keyed hash of the phone, counts
    how often one person is asked, and goes later. Of the link only a keyed hash is kept, until it is used.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        ASKED = "asked", _("asked")
        ANSWERED = "answered", _("answered")
        DECLINED = "declined", _("declined")
        LEFT = "left", _("left without an answer")
        SPARED = "spared", _("not asked: asked often enough")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    root = models.BigIntegerField()
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    resident_hash = models.CharField(max_length=64, null=True)
    channel = models.CharField(max_length=8, choices=Channel.choices, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    ask_on = models.DateField()
    asked_on = models.DateField(null=True)
    until = models.DateField(null=True)
    key_hash = models.CharField(max_length=64, unique=True, null=True)
    caller = models.ForeignKey(Person, models.SET_NULL, null=True, related_name="+", db_index=False)
    tries = models.PositiveSmallIntegerField(default=0)
    settled_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["root", "resident_hash"], name="asked_once")]
        indexes = [
            models.Index(fields=["ask_on"], name="asking_planned", condition=Q(state="planned")),
            models.Index(fields=["channel", "until"], name="asking_waiting", condition=Q(state="asked")),
            models.Index(fields=["resident_hash", "asked_on"], name="asking_resident"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.state}"


class Answer(models.Model):
    """What someone said about how a matter was handled; only the platform's own reckoning reads it, never a person."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    channel = models.CharField(max_length=8, choices=Channel.choices)
    content = models.BooleanField()
    missing = ArrayField(models.CharField(max_length=20), default=list)
    answered_on = models.DateField()

    class Meta:
        indexes = [models.Index(fields=["unit", "answered_on"], name="answer_unit")]

    def __str__(self) -> str:
        return f"{self.matter_id}"


class PutRight(models.Model):
    """That someone wants the body to see to what is missing, in their own words, and what the body did."""

    task = models.OneToOneField(Task, models.PROTECT, primary_key=True, related_name="+")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    party = models.ForeignKey(Party, models.SET_NULL, null=True, related_name="+")
    missing = ArrayField(models.CharField(max_length=20))
    words = models.CharField(max_length=500, blank=True)
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    what = models.CharField(max_length=500, blank=True)

    class Meta:
        indexes = [models.Index(fields=["unit", "-task"], name="put_right_unit")]

    def __str__(self) -> str:
        return f"{self.matter_id}"
