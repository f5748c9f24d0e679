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


class Detector(models.TextChoices):
    """Which of the detectors noticed it."""

    GROUP = "group", _("several people, the same thing")
    AREA = "area", _("more than usual in an area")
    DAY = "day", _("more than usual on a day")
    WORDS = "words", _("words that rise together")


class Watched(models.Model):
    """A report under watch: its matter, when it came, and the group of reports about the same thing that it joined.

    `sender` is a token by which different senders are counted; nobody is found by it. `counted` says whether it stands
    in the counts of its place, topic and day: once for each sender in a week.
    """

    act = models.BigIntegerField(unique=True)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    county = models.CharField(max_length=6)
    place = models.CharField(max_length=15, db_collation="C", default="")
    topic = models.CharField(max_length=8, blank=True, default="")
    sender = models.CharField(max_length=64)
    group = models.BigIntegerField()
    at = models.DateTimeField()
    counted = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["county", "at"], name="watched_county"),
            models.Index(fields=["county", "sender", "at"], name="watched_sender"),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.group}"


class DayCount(models.Model):
    """How many different people reported a topic in a place on a day: kept up with each report, so that no look at a
    county reads its reports.
    """

    county = models.CharField(max_length=6)
    place = models.CharField(max_length=15, db_collation="C")
    topic = models.CharField(max_length=8, blank=True)
    day = models.DateField()
    number = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["county", "day", "topic", "place"], name="day_count_once")]

    def __str__(self) -> str:
        return f"{self.place} {self.topic} {self.day}: {self.number}"


class Looked(models.Model):
    """What a detector saw of a topic on a day where it came near an alarm: kept to judge the detector and to try
    another limit on the past. `looks` is how many looks shared the budget that day.
    """

    county = models.CharField(max_length=6)
    detector = models.CharField(max_length=8, choices=Detector.choices)
    topic = models.CharField(max_length=8, blank=True)
    day = models.DateField()
    place = models.CharField(max_length=15)
    days = models.PositiveSmallIntegerField()
    seen = models.PositiveIntegerField()
    expected = models.FloatField()
    probability = models.FloatField()
    looks = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["county", "detector", "day", "topic", "place"], name="looked_once")
        ]

    def __str__(self) -> str:
        return f"{self.detector} {self.place} {self.topic} {self.day}"


# The least and the most of each limit: beyond these a warning means nothing, or never comes.
BOUNDS: dict[str, tuple[int, int]] = {
    "senders": (2, 20),
    "reports": (3, 100),
    "days": (7, 90),
    "areas_a_year": (1, 52),
    "days_a_year": (1, 52),
    "words_a_year": (1, 52),
}


class Limits(models.Model):
    """When a county is warned, as a person set it: the newest row is in force, and none is ever changed.

    `reports` of `senders` different people within `days` make a group a warning; the others are false alarms a year
    that the county bears of each kind of look.
    """

    county = models.CharField(max_length=6, db_index=True)
    senders = models.PositiveSmallIntegerField(default=2)
    reports = models.PositiveSmallIntegerField(default=3)
    days = models.PositiveSmallIntegerField(default=60)
    areas_a_year = models.PositiveSmallIntegerField(default=6)
    days_a_year = models.PositiveSmallIntegerField(default=6)
    words_a_year = models.PositiveSmallIntegerField(default=6)
    because = models.CharField(max_length=1_000)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "limits"

    def __str__(self) -> str:
        return f"{self.county} {self.pk}"

    def a_year(self, detector: str) -> int:
        """How many false alarms a year are borne of a kind of look; of groups there is no such number (0)."""
        borne = {Detector.AREA: self.areas_a_year, Detector.DAY: self.days_a_year, Detector.WORDS: self.words_a_year}
        return {str(kind): number for kind, number in borne.items()}.get(detector, 0)


class EarlyWarning(models.Model):
    """That something is reported more than usual; number, place, stage and links to its reports stand on its matter.

    `told_senders` is how many people there were when it was told last: it is told again when it has grown enough;
    `first_seen` how many reports there were when it was told first. `group` is 0 where none was noticed. `counted`
    people reported in `days` days where `expected` are usual; so many come by chance with `probability`.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="warning")
    detector = models.CharField(max_length=8, choices=Detector.choices, default=Detector.GROUP)
    group = models.BigIntegerField(db_index=True)
    topic = models.CharField(max_length=8, blank=True, default="")
    days = models.PositiveSmallIntegerField(default=0)
    counted = models.PositiveIntegerField(default=0)
    expected = models.FloatField(default=0.0)
    probability = models.FloatField(default=1.0)
    first_seen = models.PositiveIntegerField(default=0)
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
