"""Shape of a matter and of what binds people and other matters to it."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.expressions import Combinable
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from concord.core.people.models import Organisation, Person, Place
from concord.core.people.sealed import SealedTextField, masked


class NumberField(models.CharField[str | Combinable, str]):
    """A number that may be made while the row is inserted, and is read back with it."""

    db_returning = True


class Matter(models.Model):
    """What is handled: a dispute, court or enforcement case, contract, sighting, consultation or supervision case."""

    class Kind(models.TextChoices):
        DISPUTE = "dispute", _("dispute")
        COURT_CASE = "court_case", _("court case")
        ENFORCEMENT = "enforcement", _("enforcement case")
        CONTRACT = "contract", _("contract")
        SIGHTING = "sighting", _("sighting")
        CONSULTATION = "consultation", _("consultation")
        SUPERVISION = "supervision", _("supervision case")
        WARNING = "warning", _("early warning")

    number = NumberField(max_length=32, unique=True)
    kind = models.CharField(max_length=16, choices=Kind.choices)
    title = models.CharField(max_length=200)
    topic = models.CharField(max_length=20, blank=True)
    place = models.ForeignKey(Place, models.PROTECT, related_name="+", db_index=False)
    county = models.GeneratedField(
        expression=Left("place_id", 6),
        output_field=models.CharField(max_length=6, db_collation="C"),
        db_persist=True,
    )
    lead = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+", db_index=False)
    stage = models.CharField(max_length=24)
    is_open = models.BooleanField(default=True)
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_at = models.DateTimeField(null=True)
    yellow_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    law_as_of = models.DateField()
    invented = models.BooleanField(default=False)

    class Meta:
        indexes = [
            models.Index(fields=["kind", "county", "-id"], name="matter_county"),
            models.Index(fields=["county", "-id"], name="matter_newest"),
            models.Index(fields=["kind", "stage", "-id"], name="matter_stage"),
            models.Index(fields=["kind", "county", "stage", "-id"], name="matter_county_stage"),
            models.Index(fields=["kind", "lead", "-id"], name="matter_lead"),
            models.Index(fields=["place", "-id"], name="matter_place"),
            models.Index(fields=["kind", "county", "due_on"], name="matter_due", condition=Q(is_open=True)),
        ]

    def __str__(self) -> str:
        return self.number


# Which capability reads a kind of matter: lists, papers and rooms of every kind start from it.
READ_WITH: dict[str, str] = {
    Matter.Kind.DISPUTE: "see_dispute",
    Matter.Kind.SIGHTING: "see_sighting",
    Matter.Kind.CONSULTATION: "see_consultation",
    Matter.Kind.SUPERVISION: "see_supervision",
    Matter.Kind.WARNING: "see_warning",
    Matter.Kind.CONTRACT: "see_contract",
}
# With which capability who acts for a body reads what the body leads or joins, wherever it lies.
JOINED_WITH: dict[str, str] = {
    Matter.Kind.CONSULTATION: "attend_consultation",
    Matter.Kind.SUPERVISION: "answer_supervision",
}


class Involvement(models.Model):
    """The part that a person or an organisation has in a matter, and therefore may see it."""

    class Part(models.TextChoices):
        PARTY = "party", _("party")
        REPRESENTATIVE = "representative", _("representative")
        MEDIATOR = "mediator", _("mediator")
        LEAD = "lead", _("lead")
        JOINT = "joint", _("joint handling")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="involvements")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="involvements")
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="involvements")
    part = models.CharField(max_length=16, choices=Part.choices)
    since = models.DateTimeField(auto_now_add=True)
    until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(person__isnull=False) ^ Q(organisation__isnull=False), name="involvement_of_one"
            ),
        ]
        indexes = [
            models.Index(fields=["person", "part", "-matter"], name="involvement_person", condition=Q(until=None)),
            models.Index(fields=["organisation", "-matter"], name="involvement_organisation", condition=Q(until=None)),
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.part}"


class Party(models.Model):
    """A person or organisation with a part in a matter, as it was named there."""

    class Side(models.TextChoices):
        APPLICANT = "applicant", _("applicant")
        RESPONDENT = "respondent", _("respondent")
        THIRD = "third", _("third party")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="parties")
    side = models.CharField(max_length=12, choices=Side.choices)
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160, db_index=True)
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    organisation = models.ForeignKey(Organisation, models.PROTECT, null=True, related_name="+")
    phone = SealedTextField(blank=True)
    phone_hash = models.CharField(max_length=64, null=True)
    identity_number = SealedTextField(blank=True)
    identity_hash = models.CharField(max_length=64, null=True, db_index=True)
    address = SealedTextField(blank=True)
    follow_hash = models.CharField(max_length=64, unique=True, null=True)
    joined_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name_plural = "parties"
        indexes = [models.Index(fields=["phone_hash", "joined_at"], name="party_phone")]

    def __str__(self) -> str:
        return self.name

    @property
    def masked_phone(self) -> str:
        """The phone with its middle hidden, as screens show it."""
        return masked(self.phone, head=3, tail=4)


class MatterLink(models.Model):
    """One matter that came of, joins or answers another."""

    class Kind(models.TextChoices):
        BECAME = "became", _("became")
        DUPLICATE = "duplicate", _("is the same as")
        RELATED = "related", _("is related to")
        ABOUT = "about", _("is about")

    source = models.ForeignKey(Matter, models.CASCADE, related_name="links_out")
    target = models.ForeignKey(Matter, models.CASCADE, related_name="links_in")
    kind = models.CharField(max_length=12, choices=Kind.choices)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "target", "kind"], name="matter_link_once")]

    def __str__(self) -> str:
        return f"{self.source_id} {self.kind} {self.target_id}"


class SearchEntry(models.Model):
    """What a matter is found by: character bigrams to find, words to rank.

    Its marks stand beside them in one index: its kind, the places in which it lies, and its blocks (so many matters
    entered one after the other, small, larger, largest). So the newest matters of a place are found among those that
    hold a word without reading all that hold it. A trigger keeps the place as the matter has it.
    """

    BLOCKS = (12, 16, 20)  # a block holds two to the power of it

    matter = models.OneToOneField(Matter, models.CASCADE, primary_key=True, related_name="search")
    kind = models.CharField(max_length=16, db_collation="C")
    place = models.CharField(max_length=15, db_collation="C")
    marks = models.GeneratedField(
        expression=Func(F("kind"), F("place"), F("matter_id"), function="matters_marks"),
        output_field=ArrayField(models.TextField()),
        db_persist=True,
    )
    bigrams = SearchVectorField()

    class Meta:
        indexes = [GinIndex(fields=["bigrams", "marks"], name="search_bigrams", gin_pending_list_limit=512)]

    def __str__(self) -> str:
        return f"{self.matter_id}"

    @staticmethod
    def block_mark(size: int, key: int) -> str:
        """The mark of the block of this size in which the matter with this key lies."""
        return f"{size}#{key >> size}"
