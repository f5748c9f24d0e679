"""Shape of a supervision case: the late work, who follows it, what was found of the body, and its objection."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.apps.grassroots.supervision.rules import rules
from concord.core.agenda.duty import called
from concord.core.agenda.models import Task
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person


class Stage(models.TextChoices):
    """Where a supervision case stands."""

    FOLLOWED = "followed", _("being followed")
    CAUGHT_UP = "caught_up", _("late work is done")
    CLOSED = "closed", _("closed")


MOVES: dict[str, frozenset[str]] = {
    Stage.FOLLOWED: frozenset({Stage.CAUGHT_UP, Stage.CLOSED}),
    Stage.CAUGHT_UP: frozenset({Stage.FOLLOWED, Stage.CLOSED}),
    Stage.CLOSED: frozenset(),
}


class Case(models.Model):
    """One body's late work in one matter, followed by its supervisors; number, place and stage stand on its matter.

    It is about the work of a body, never about a person.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="supervision")
    about = models.ForeignKey(Matter, models.PROTECT, related_name="supervisions")
    responsible = models.ForeignKey(Organisation, models.PROTECT, related_name="supervisions")
    reason = models.CharField(max_length=1_000, blank=True)
    opened_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @property
    def stage_label(self) -> str:
        """Where it stands, in the reader's language."""
        return str(Stage(self.matter.stage).label)


class LateWork(models.Model):
    """A task that turned red and brought the case about, or joined it."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="late_work")
    task = models.OneToOneField(Task, models.PROTECT, related_name="supervised")

    def __str__(self) -> str:
        return f"{self.case_id} {self.task_id}"

    @property
    def called(self) -> str:
        """What the task is called, in the reader's language."""
        return called(self.task)


class Follower(models.Model):
    """A body that follows the case, and on what ground: the id of a rule, or empty where a supervisor brought it in."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="followers", db_index=False)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    rule = models.CharField(max_length=20, blank=True)
    reason = models.CharField(max_length=300, blank=True)
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["case", "organisation"], name="follower_once")]

    def __str__(self) -> str:
        return f"{self.case_id} {self.organisation_id}"

    @property
    def why(self) -> str:
        """The ground on which it follows, in the reader's language."""
        return next((rule.reason for rule in rules().bodies if rule.id == self.rule), self.reason)


class Statement(models.Model):
    """What the responsible body says for itself, whenever it wants; it stays as it was said."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="statements")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    words = models.CharField(max_length=2_000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.pk}"


class Found(models.TextChoices):
    """What can be found of a body's late work."""

    JUSTIFIED = "justified", _("late for a good reason")
    LATE = "late", _("late without a good reason")
    NOT_ITS_DUTY = "not_its_duty", _("not its duty")


class Finding(models.Model):
    """What a supervisor found of the body's work, with its reasons; one that an objection undid is kept, struck out."""

    case = models.ForeignKey(Case, models.CASCADE, related_name="findings")
    kind = models.CharField(max_length=16, choices=Found.choices)
    words = models.CharField(max_length=2_000)
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)
    objection_until = models.DateField()
    struck_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.case_id} {self.kind}"


class Objection(models.Model):
    """What the body says against a finding, and what a reviewing body other than the one that found it decides."""

    finding = models.OneToOneField(Finding, models.CASCADE, related_name="objection")
    case = models.ForeignKey(Case, models.CASCADE, related_name="objections")
    words = models.CharField(max_length=2_000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)
    task = models.OneToOneField(Task, models.PROTECT, related_name="objection_to_finding")
    upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=2_000, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld=None, decided_at=None) | Q(upheld__isnull=False, decided_at__isnull=False),
                name="objection_decided_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.finding_id}"
