"""Shape of a crosswalk, its lines, its editions, and of the records that were mapped by them."""

from django.db import models
from django.db.models import Q

from concord.core.matters.models import Matter
from concord.core.people.models import Person, Place

LONGEST_KEY, LONGEST_TARGETS = 240, 120


class Crosswalk(models.Model):
    """Another body's classification in a place, and the edition in force; records of its source are mapped by it."""

    name = models.CharField(max_length=120)
    source = models.CharField(max_length=40, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    edition = models.ForeignKey("Edition", models.PROTECT, null=True, related_name="+", db_index=False)
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    made_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "place"], name="crosswalk_of_source", condition=~Q(source=""))
        ]

    def __str__(self) -> str:
        return self.name


class Line(models.Model):
    """A class of the other body: what the machine proposes, and what a person decided.

    `targets` are items, categories or `none`, with spaces between them; several, or a category, mean that the text of
    the record decides among them, and `text` that it decides alone. Empty is undecided.
    """

    crosswalk = models.ForeignKey(Crosswalk, models.CASCADE, related_name="lines", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY)
    definition = models.CharField(max_length=600, blank=True)
    proposals = models.JSONField(default=list)
    targets = models.CharField(max_length=LONGEST_TARGETS, blank=True)
    doubt = models.CharField(max_length=200, blank=True)
    decided_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    decided_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crosswalk", "key"], name="crosswalk_line_once")]
        indexes = [
            models.Index(fields=["crosswalk", "id"], name="crosswalk_line"),
            models.Index(fields=["crosswalk", "id"], name="crosswalk_open", condition=Q(targets="")),
        ]

    def __str__(self) -> str:
        return f"{self.key}: {self.targets}"

    @property
    def path(self) -> tuple[str, ...]:
        """Its names, from the widest to the narrowest."""
        return tuple(part.strip() for part in self.key.split("/") if part.strip()) or (self.key,)


class Edition(models.Model):
    """A crosswalk as it was published: never changed, so that it is known by what a record was mapped."""

    crosswalk = models.ForeignKey(Crosswalk, models.CASCADE, related_name="editions", db_index=False)
    number = models.PositiveIntegerField()
    table = models.JSONField()
    published_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    published_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["crosswalk", "number"], name="edition_once")]

    def __str__(self) -> str:
        return f"{self.crosswalk_id} {self.number}"


class Crossed(models.Model):
    """A record whose class a crosswalk knows: the class as received, by which edition it was mapped, and onto what.

    Without an edition the mapping file of the source said what it is. `given` is in the words of the matter's room.
    """

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="crossed")
    crosswalk = models.ForeignKey(Crosswalk, models.CASCADE, related_name="records", db_index=False)
    key = models.CharField(max_length=LONGEST_KEY)
    edition = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", db_index=False)
    given = models.CharField(max_length=20)

    class Meta:
        indexes = [models.Index(fields=["crosswalk", "key", "edition"], name="crossed_key")]
        verbose_name_plural = "crossed"

    def __str__(self) -> str:
        return f"{self.matter_id} {self.key}"


class Remapping(models.Model):
    """That records of older editions were mapped anew; undone, they are as before."""

    crosswalk = models.ForeignKey(Crosswalk, models.CASCADE, related_name="remappings")
    edition = models.ForeignKey(Edition, models.PROTECT, related_name="+", db_index=False)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)
    undone_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    undone_at = models.DateTimeField(null=True)
    changed = models.PositiveIntegerField(default=0)

    def __str__(self) -> str:
        return f"{self.crosswalk_id} {self.pk}"


class Moved(models.Model):
    """One record that was mapped anew: what it was and what it became, and by which edition it had been mapped."""

    remapping = models.ForeignKey(Remapping, models.CASCADE, related_name="moved")
    matter = models.ForeignKey(Matter, models.CASCADE, related_name="+")
    before = models.CharField(max_length=20)
    after = models.CharField(max_length=20)
    edition_before = models.ForeignKey(Edition, models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        verbose_name_plural = "moved"

    def __str__(self) -> str:
        return f"{self.matter_id}: {self.before} → {self.after}"
