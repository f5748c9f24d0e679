"""Shape of reports under watch, of a warning with its evidence, and of how it was judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.people.sealed import SealedTextField, masked


class Stage(models.TextChoices):
    """Where a warning stands."""

    RAISED = "raised", _("to be judged")
    WATCHED = "watched", _("being watched")
    CONFIRMED = "confirmed", _("confirmed")
    DISMISSED = "dismissed", _("no warning")
    ENDED = "ended", _("ended")


MOVES: dict[str, frozenset[str]] = {
    Stage.RAISED: frozenset({Stage.WATCHED, Stage.CONFIRMED, Stage.DISMISSED}),
    Stage.WATCHED: frozenset({Stage.RAISED, Stage.CONFIRMED, Stage.DISMISSED, Stage.ENDED}),
    Stage.CONFIRMED: frozenset({Stage.ENDED}),
    Stage.DISMISSED: frozenset(),
    Stage.ENDED: frozenset(),
}


class Subject(models.TextChoices):
    """What a warning is about; never a person."""

    PLACE = "place", _("place")
    ORGANISATION = "organisation", _("organisation")
    CAUSE = "cause", _("cause")


class Grade(models.IntegerChoices):
    """How grave it is."""

    NOTE = 1, _("to be noted")
    WATCH = 2, _("to be watched")
    SERIOUS = 3, _("serious")
    GRAVE = 4, _("grave")


class Watched(models.Model):
    """A report under watch: its matter, when it came, and the group of reports about the same thing that it joined.

    `sender` is a token by which different senders are counted; nobody is found by it.
    """

    act = models.BigIntegerField(unique=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    county = models.CharField(max_length=6)
    sender = models.CharField(max_length=64)
    group = models.BigIntegerField()
    at = models.DateTimeField()

    class Meta:
        indexes = [models.Index(fields=["county", "at"], name="watched_county")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.group}"


class EarlyWarning(models.Model):
    """That several people report the same thing; number, place, stage and links to its reports stand on its matter.

    `told_senders` is how many people there were when it was told last: it is told again when it has grown enough.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="warning")
    group = models.BigIntegerField(db_index=True)
    subject = models.CharField(max_length=12, choices=Subject.choices)
    called = models.CharField(max_length=160)
    grade = models.PositiveSmallIntegerField(choices=Grade.choices)
    grounds = models.JSONField(default=list)
    senders = models.PositiveIntegerField()
    told_senders = models.PositiveIntegerField()
    seen = models.PositiveIntegerField()
    since = models.DateField()
    newest = models.DateField()
    quiet_days = models.PositiveSmallIntegerField()
    judged_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    judged_because = models.CharField(max_length=1_000, blank=True)

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @property
    def stage_label(self) -> str:
        """Where it stands, in the reader's language."""
        return str(Stage(self.matter.stage).label)


class Offer(models.Model):
    """What the task force offers to those affected."""

    warning = models.ForeignKey(EarlyWarning, models.CASCADE, related_name="offers")
    words = models.CharField(max_length=1_000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.warning_id} {self.pk}"


class Affected(models.Model):
    """Someone who suffers from what the warning is about, what they were offered, and what they answered.

    It serves to help each of them; it is kept with the warning and never joined with anything else.
    """

    class Answer(models.TextChoices):
        WAITING = "waiting", _("no answer yet")
        ACCEPTED = "accepted", _("settled")
        DECLINED = "declined", _("not agreed")

    warning = models.ForeignKey(EarlyWarning, models.CASCADE, related_name="affected", db_index=False)
    name = models.CharField(max_length=80)
    phone = SealedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, blank=True)
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    offer = models.ForeignKey(Offer, models.PROTECT, null=True, related_name="+", db_index=False)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.WAITING)
    words = models.CharField(max_length=300, blank=True)
    answered_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name_plural = "affected"
        indexes = [models.Index(fields=["warning", "id"], name="affected_warning")]
        constraints = [models.UniqueConstraint(fields=["warning", "name", "phone_hash"], name="affected_once")]

    def __str__(self) -> str:
        return f"{self.warning_id} {self.pk}"

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden."""
        return masked(self.phone, head=3, tail=4)
