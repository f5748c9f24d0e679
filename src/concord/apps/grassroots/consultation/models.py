"""Shape of a consultation, of what is decided in it, and of the pool of four forces."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.models import Task
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person, Place


class Stage(models.TextChoices):
    """Where a consultation stands."""

    CALLED = "called", _("called")
    MEETING = "meeting", _("in consultation")
    CARRIED_OUT = "carried_out", _("being carried out")
    SOLVED = "solved", _("solved")
    MOVED_UP = "moved_up", _("moved up a level")
    UNSOLVED = "unsolved", _("ended unsolved")


MOVES: dict[str, frozenset[str]] = {
    Stage.CALLED: frozenset({Stage.MEETING, Stage.UNSOLVED}),
    Stage.MEETING: frozenset({Stage.CARRIED_OUT, Stage.MOVED_UP, Stage.UNSOLVED}),
    Stage.CARRIED_OUT: frozenset({Stage.SOLVED, Stage.MOVED_UP, Stage.UNSOLVED}),
    Stage.SOLVED: frozenset(),
    Stage.MOVED_UP: frozenset(),
    Stage.UNSOLVED: frozenset(),
}


class Consultation(models.Model):
    """A meeting of several bodies about one matter, on one of four levels; number, place and stage stand on its matter.

    `moved_from` is the consultation one level below, whose papers and participants came along.
    """

    class Level(models.IntegerChoices):
        VILLAGE = 1, _("first level: grid and village")
        TOWNSHIP = 2, _("second level: township")
        CENTRE = 3, _("third level: departments and county centre")
        COUNTY = 4, _("fourth level: county leaders")

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="consultation")
    about = models.ForeignKey(Matter, models.PROTECT, related_name="consultations")
    level = models.PositiveSmallIntegerField(choices=Level.choices)
    purpose = models.TextField()
    items = ArrayField(models.CharField(max_length=200), default=list)
    meets_at = models.DateTimeField(null=True)
    meets_where = models.CharField(max_length=160, blank=True)
    called_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    minutes = models.TextField(blank=True)
    minutes_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    minutes_confirmed_at = models.DateTimeField(null=True)
    moved_from = models.OneToOneField("self", models.PROTECT, null=True, related_name="moved_to")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(level__gte=1, level__lte=4), name="consultation_four_levels")]

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @property
    def stage_label(self) -> str:
        """Where it stands, in the reader's language."""
        return str(Stage(self.matter.stage).label)


class Participant(models.Model):
    """A body that is asked to take part, why, and what it answered."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("takes part")
        DECLINED = "declined", _("does not take part")

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="participants", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    reason = models.CharField(max_length=200, blank=True)
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)
    answer_reason = models.CharField(max_length=300, blank=True)
    answered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["consultation", "organisation"], name="participant_asked_once"),
        ]

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.organisation_id}"


class Remark(models.Model):
    """What a participant says against the minutes; it stands beside them for good."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="remarks")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=1_000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class Decision(models.Model):
    """What a body is to do by when; its deadline and its end stand in its task."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="decisions")
    words = models.CharField(max_length=500)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    task = models.OneToOneField(Task, models.PROTECT, related_name="decision")
    done_words = models.CharField(max_length=1_000, blank=True)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class Opinion(models.Model):
    """What someone whom the matter concerns says of the plan: a village, a household, a party."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="opinions")
    whose = models.CharField(max_length=80)
    agrees = models.BooleanField()
    words = models.CharField(max_length=1_000, blank=True)
    recorded_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.consultation_id} {self.pk}"


class ForceKind(models.TextChoices):
    """The four forces that settle matters among neighbours."""

    LAW = "law", _("law")
    SELF_GOVERNMENT = "self_government", _("self-government")
    VIRTUE = "virtue", _("virtue")
    PROFESSION = "profession", _("profession and trade")


class Force(models.Model):
    """Someone of the pool who can be booked, for one of the four forces; nobody is ranked."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="forces")
    kind = models.CharField(max_length=16, choices=ForceKind.choices)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    skills = models.CharField(max_length=200)
    topics = ArrayField(models.CharField(max_length=20), default=list, blank=True)
    weekdays = ArrayField(models.PositiveSmallIntegerField(), default=list, blank=True)
    from_time = models.TimeField(null=True)
    to_time = models.TimeField(null=True)
    most_a_week = models.PositiveSmallIntegerField(default=5)
    is_active = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="force_once", condition=Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind}"


class Booking(models.Model):
    """That someone of the pool is asked for a consultation at a time, and what they answered."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("asked")
        ACCEPTED = "accepted", _("comes")
        DECLINED = "declined", _("does not come")
        CANCELLED = "cancelled", _("no longer needed")

    LIVE = (Answer.ASKED, Answer.ACCEPTED)

    force = models.ForeignKey(Force, models.PROTECT, related_name="bookings", db_index=False)
    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="bookings")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    answer = models.CharField(max_length=10, choices=Answer.choices, default=Answer.ASKED)
    answer_reason = models.CharField(max_length=300, blank=True)
    asked_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        indexes = [models.Index(fields=["force", "starts_at"], name="booking_force")]
        constraints = [
            models.CheckConstraint(condition=Q(ends_at__gt=models.F("starts_at")), name="booking_has_a_length"),
        ]

    def __str__(self) -> str:
        return f"{self.force_id} {self.starts_at:%Y-%m-%d %H:%M}"
