"""Shape of formulae, of what they gave for whom, of what was counted, and of objections."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from concord.core.agenda.models import Task
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person


class FormulaVersion(models.Model):
    """One published version of a formula; the database refuses any change."""

    code = models.CharField(max_length=60)
    version = models.PositiveIntegerField()
    source = models.TextField()
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "version"], name="formula_version_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"


class Sheet(models.Model):
    """What a formula gave for a body (or for one member of its staff) in a period.

    Never overwritten: a correction is a new sheet that names the one before it and says why. `weight` is the sum of
    the weights of the parts that had enough to count, `total` the sum of their points.
    """

    formula = models.ForeignKey(FormulaVersion, models.PROTECT, related_name="+")
    unit = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    first = models.DateField()
    last = models.DateField()
    total = models.DecimalField(max_digits=6, decimal_places=2)
    weight = models.PositiveSmallIntegerField()
    published_at = models.DateTimeField(auto_now_add=True)
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    objection_until = models.DateField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="corrected_by")
    why = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "person", "formula", "first", "last"],
                name="sheet_once",
                condition=Q(corrects=None),
                nulls_distinct=False,
            ),
        ]
        indexes = [models.Index(fields=["unit", "-id"], name="sheet_unit")]

    def __str__(self) -> str:
        return f"{self.unit_id} {self.first}"


class Figure(models.Model):
    """One part of a sheet: how many were counted, how many of them kept the duty, the value and its points.

    `value` is per cent or days; `value` and `points` are empty where too little was counted to show a number.
    """

    sheet = models.ForeignKey(Sheet, models.CASCADE, related_name="figures")
    part = models.CharField(max_length=60)
    numerator = models.PositiveIntegerField()
    denominator = models.PositiveIntegerField()
    value = models.DecimalField(max_digits=9, decimal_places=2, null=True)
    points = models.DecimalField(max_digits=6, decimal_places=2, null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sheet", "part"], name="figure_once"),
            models.CheckConstraint(condition=Q(numerator__lte=models.F("denominator")), name="figure_part_of_whole"),
        ]

    def __str__(self) -> str:
        return f"{self.sheet_id} {self.part}"


class Counted(models.Model):
    """One thing that a figure counted: its matter, which task, demand or act of it, and whether the duty was kept."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="counted", db_index=False)
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    subject = models.BigIntegerField()
    kept = models.BooleanField()
    days = models.PositiveIntegerField(null=True)

    class Meta:
        indexes = [models.Index(fields=["figure", "id"], name="counted_figure")]

    def __str__(self) -> str:
        return f"{self.figure_id} {self.matter_id}"


class Objection(models.Model):
    """A unit's word that a figure counts some matters wrongly; decided by someone else than who published it."""

    figure = models.ForeignKey(Figure, models.CASCADE, related_name="objections")
    matters = ArrayField(models.BigIntegerField())
    reason = models.CharField(max_length=1000)
    raised_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    raised_at = models.DateTimeField(auto_now_add=True)
    task = models.OneToOneField(Task, models.PROTECT, related_name="+")
    yellow_on = models.DateField()
    due_on = models.DateField()
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)
    upheld = models.BooleanField(null=True)
    answer = models.CharField(max_length=1000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["figure"], name="evaluation_objected_once")]

    def __str__(self) -> str:
        return f"{self.figure_id}"
