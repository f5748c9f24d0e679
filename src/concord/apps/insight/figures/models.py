"""Shape of what is counted of each matter, of the sums over it, and of indicators as officials define them."""

from django.db import models
from django.db.models import Q

from concord.core.matters.models import Matter
from concord.core.people.models import Person


class Code(models.CharField[str, str]):
    """A code of a division, compared byte by byte."""

    def __init__(self, **kwargs: object) -> None:
        super().__init__(**{"max_length": 15, "db_collation": "C", **kwargs})  # type: ignore[arg-type]


class Entry(models.Model):
    """What is counted of one matter; kept up from its acts, and made anew from them at any time.

    Days are local days in Asia/Shanghai. `about` is a number that stands for the organisation complained about or,
    where none is named, for the problem and the village; never for a person. `level` is that of the body that leads.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="+")
    kind = models.CharField(max_length=16)
    county = Code(max_length=6)
    place_id = Code()
    lead_id = models.BigIntegerField(null=True)
    level = models.SmallIntegerField()
    category = models.CharField(max_length=20)
    source = models.CharField(max_length=20)
    stage = models.CharField(max_length=24)
    opened_on = models.DateField()
    closed_on = models.DateField(null=True)
    rated_on = models.DateField(null=True)
    score = models.SmallIntegerField(null=True)
    mediated_on = models.DateField(null=True)
    settled = models.BooleanField()
    on_site = models.BooleanField()
    late = models.BooleanField()
    about = models.BigIntegerField(null=True)
    repeated = models.BooleanField(default=False)

    class Meta:
        verbose_name_plural = "entries"
        indexes = [
            models.Index(fields=["county", "opened_on"], name="entry_opened"),
            models.Index(
                fields=["county", "closed_on"],
                name="entry_closed",
                condition=Q(closed_on__isnull=False),
                include=["kind", "category", "opened_on", "place_id", "lead_id", "level", "source", "stage", "matter"],
            ),
            models.Index(fields=["county", "rated_on"], name="entry_rated", condition=Q(rated_on__isnull=False)),
            models.Index(
                fields=["county", "mediated_on"], name="entry_mediated", condition=Q(mediated_on__isnull=False)
            ),
            models.Index(fields=["county", "about", "opened_on"], name="entry_about", condition=Q(about__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id}"


class Rollup(models.Model):
    """The sums of one kind of matter in a county, for a day, or for a month by one of its sides.

    `side` is empty for a day; for a month it is category, source, lead, level, or `days`: how long those closed took.
    """

    county = Code(max_length=6)
    kind = models.CharField(max_length=16)
    side = models.CharField(max_length=10)
    value = models.CharField(max_length=20)
    first = models.DateField()
    opened = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    repeated = models.PositiveIntegerField()
    on_site = models.PositiveIntegerField()
    closed = models.PositiveIntegerField()
    resolved = models.PositiveIntegerField()
    rated = models.PositiveIntegerField()
    content = models.PositiveIntegerField()
    late = models.PositiveIntegerField()
    mediated = models.PositiveIntegerField()
    settled = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["side", "county", "first", "kind", "value"], name="rollup_once"),
        ]

    def __str__(self) -> str:
        return f"{self.county} {self.first} {self.side}"


class Stale(models.Model):
    """A day of a county of which something changed since it was summed: it is counted from the entries until then."""

    county = Code(max_length=6)
    day = models.DateField()
    since = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "stale"
        constraints = [models.UniqueConstraint(fields=["county", "day"], name="stale_once")]

    def __str__(self) -> str:
        return f"{self.county} {self.day}"


class Definition(models.Model):
    """One version of an indicator or of the index, as it was published; the newest version counts.

    `by` is empty for what the platform ships. A version with `ended` takes the indicator off the pages.
    """

    class Sort(models.TextChoices):
        INDICATOR = "indicator"
        INDEX = "index"

    sort = models.CharField(max_length=10, choices=Sort.choices)
    code = models.CharField(max_length=40)
    version = models.PositiveIntegerField()
    body = models.JSONField()
    ended = models.BooleanField(default=False)
    by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sort", "code", "version"], name="definition_once")]

    def __str__(self) -> str:
        return f"{self.code} {self.version}"
