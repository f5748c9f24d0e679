"""Shape of matters as they are compared, of the pairs that were found, and of the groups that hang together."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter
from concord.core.people.models import Person
from concord.core.people.sealed import SealedTextField
from concord.engines.linkage.model import model


class Compared(models.Model):
    """A matter in the form in which it is compared; sealed, because the form holds names and numbers."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="+")
    form = SealedTextField()

    class Meta:
        verbose_name_plural = "compared"

    def __str__(self) -> str:
        return f"{self.matter_id}"


class Key(models.Model):
    """One of the keys of a compared matter: two that share one are compared.

    `key` is a keyed hash of rule and value, cut to 63 bits: nobody reads a telephone out of it, and it stays small.
    """

    pk = models.CompositePrimaryKey("key", "matter")
    key = models.BigIntegerField()
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")

    def __str__(self) -> str:
        return f"{self.key}"


class Waiting(models.Model):
    """A matter that is new or was changed and has not been compared since."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="+")
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "waiting"

    def __str__(self) -> str:
        return f"{self.matter_id}"


class Pair(models.Model):
    """Two matters that may tell of the same dispute: how strongly that is said, why, and what was decided.

    `grounds` hold for each comparison its name, the level that was found ("" where one side says nothing) and its
    weight in bits; no names and no numbers. `by_hand`: a person has decided here once, so the machine leaves it alone.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be decided")
        JOINED = "joined", _("the same dispute")
        APART = "apart", _("not the same")

    class How(models.TextChoices):
        NOBODY = "", _("not decided")
        MACHINE = "machine", _("by the machine")
        PERSON = "person", _("by a person")
        HANDLED = "handled", _("handled as one")

    left = models.ForeignKey(Matter, models.CASCADE, related_name="+", db_index=False)
    right = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    county = models.CharField(max_length=6, db_collation="C")
    weight = models.FloatField(default=0)
    grounds = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State.choices, default=State.OPEN)
    how = models.CharField(max_length=8, choices=How.choices, blank=True, default=How.NOBODY)
    by_hand = models.BooleanField(default=False)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    found_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["left", "right"], name="pair_once"),
            models.CheckConstraint(condition=Q(left__lt=F("right")), name="pair_smaller_first"),
        ]
        indexes = [models.Index(fields=["state", "county", "-id"], name="pair_queue")]

    def __str__(self) -> str:
        return f"{self.left_id} {self.right_id} {self.state}"

    @property
    def is_match(self) -> bool:
        """Whether the machine finds both alike enough to be one, were they two alone."""
        return self.weight >= model("disputes").bars.match


class Grouped(models.Model):
    """That a matter tells of the same dispute as others: the leading matter of them. A matter alone has no row."""

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="grouped")
    lead = models.ForeignKey(Matter, models.CASCADE, related_name="+")

    class Meta:
        verbose_name_plural = "grouped"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.lead_id}"


class Run(models.Model):
    """One comparing of everything, for what came in bulk: index, compare, decide; each goes on where it was.

    `mark` is the last matter indexed, then how many of the pairs found were decided on; `pairs` how many were found.
    """

    class Step(models.TextChoices):
        INDEX = "index", _("reading records")
        COMPARE = "compare", _("comparing")
        DECIDE = "decide", _("writing what was found")
        DONE = "done", _("done")

    step = models.CharField(max_length=8, choices=Step.choices, default=Step.INDEX)
    is_stopped = models.BooleanField(default=False)
    started_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    started_at = models.DateTimeField(auto_now_add=True)
    moved_at = models.DateTimeField(auto_now_add=True)
    ended_at = models.DateTimeField(null=True)
    mark = models.BigIntegerField(default=0)
    wanted = models.PositiveIntegerField(default=0)
    indexed = models.PositiveIntegerField(default=0)
    pairs = models.PositiveIntegerField(default=0)
    joined = models.PositiveIntegerField(default=0)
    proposed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.pk} {self.step}"

    @property
    def decided(self) -> int:
        """How many of the pairs found are written."""
        return {Run.Step.DECIDE: self.mark, Run.Step.DONE: self.pairs}.get(Run.Step(self.step), 0)


class Found(models.Model):
    """A pair that a run has found and not decided on yet, numbered from the strongest down."""

    run = models.ForeignKey(Run, models.CASCADE, related_name="+", db_index=False)
    number = models.PositiveIntegerField()
    left = models.BigIntegerField()
    right = models.BigIntegerField()
    weight = models.FloatField()

    class Meta:
        verbose_name_plural = "found"
        constraints = [models.UniqueConstraint(fields=["run", "number"], name="found_once")]

    def __str__(self) -> str:
        return f"{self.left} {self.right}"
