"""Shape of published scenarios and of their runs: the rows are the only truth, the future lies in the template."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.models.tasks import Task
from concord.core.matters.models import Matter
from concord.core.papers.models import Paper
from concord.core.people.models import Organisation, Person


class ScenarioVersion(models.Model):
    """One published version of a scenario; the database refuses any change but its retirement."""

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    title = models.CharField(max_length=200)
    source = models.TextField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    retired_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="scenario_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Run(models.Model):
    """A scenario under way in a matter, on one version.

    A sub-process waits under the step that called it (`caller`); `root` is the run on top, whose row is the one lock
    of the whole tree. `lead` gets the steps that nobody answers for. `standstill` is why it does not go on, as the
    nightly check said last.
    """

    class State(models.TextChoices):
        RUNNING = "running", _("running")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="runs", db_index=False)
    version = models.ForeignKey(ScenarioVersion, models.PROTECT, related_name="runs")
    facts = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State.choices, default=State.RUNNING)
    caller = models.ForeignKey("agenda.Step", models.CASCADE, null=True, related_name="children")
    root = models.ForeignKey("self", models.CASCADE, null=True, related_name="+", db_index=False)
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    standstill = models.CharField(max_length=600, blank=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "-id"], name="run_matter"),
            models.Index(fields=["id"], name="run_running", condition=Q(state="running")),
            models.Index(fields=["id"], name="run_stuck", condition=Q(state="running") & ~Q(standstill="")),
        ]
        constraints = [
            models.UniqueConstraint(fields=["caller"], name="run_one_child_at_a_time", condition=Q(state="running")),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.version_id}"


class Step(models.Model):
    """A node of a run that has opened or was skipped, in one round; at most one row of a node is live.

    Whose it is and by when stands in its task, which a skipped step does not have. `extra_days` are the working days
    granted beyond the template's; `unanswered` marks a step whose duty no body answers for.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        SKIPPED = "skipped", _("skipped")
        RETURNED = "returned", _("sent back")
        SUPERSEDED = "superseded", _("superseded")

    LIVE = (State.OPEN, State.DONE, State.SKIPPED)

    run = models.ForeignKey(Run, models.CASCADE, related_name="steps", db_index=False)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+", db_index=False)
    node = models.CharField(max_length=60)
    round = models.PositiveSmallIntegerField(default=1)
    state = models.CharField(max_length=10, choices=State.choices)
    task = models.OneToOneField(Task, models.PROTECT, null=True, related_name="step")
    stated = models.JSONField(default=dict)
    extra_days = models.PositiveSmallIntegerField(default=0)
    unanswered = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["run", "node", "round"], name="step_run")]
        constraints = [
            models.UniqueConstraint(
                fields=["run", "node"], name="step_one_live", condition=Q(state__in=["open", "done", "skipped"])
            ),
            models.CheckConstraint(condition=Q(state="skipped") | Q(task__isnull=False) | Q(state="superseded"),
                                   name="step_has_its_task"),
        ]  # fmt: skip

    def __str__(self) -> str:
        return f"{self.run_id} {self.node} {self.round}"

    @property
    def work(self) -> Task:
        """The task of a step that was opened; a skipped step has none."""
        if self.task is None:
            raise Task.DoesNotExist
        return self.task


class Deliverable(models.Model):
    """A paper that a step delivered, under the name that the scenario gives it."""

    step = models.ForeignKey(Step, models.CASCADE, related_name="deliverables")
    name = models.CharField(max_length=120)
    paper = models.ForeignKey(Paper, models.PROTECT, related_name="+", db_index=False)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["step", "name", "paper"], name="deliverable_once")]

    def __str__(self) -> str:
        return self.name
