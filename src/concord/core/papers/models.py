"""Shape of a document and of what was signed on it."""

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter, Party
from concord.core.people.models import Person


class Paper(models.Model):
    """A document as it was received or made; its bytes lie in the store under their SHA-256 digest."""

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photo")
        VOICE = "voice", _("voice note")
        DOCUMENT = "document", _("document")
        SETTLEMENT = "settlement", _("settlement")
        TRANSFER = "transfer", _("file to carry over")

    class Visibility(models.TextChoices):
        PARTIES = "parties", _("parties and staff")
        STAFF = "staff", _("staff")

    matter = models.ForeignKey(Matter, models.PROTECT, null=True, related_name="papers")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=160)
    filename = models.CharField(max_length=160)
    media_type = models.CharField(max_length=80)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64, db_index=True)
    preview_sha256 = models.CharField(max_length=64, blank=True)
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PARTIES)
    version_of = models.ForeignKey("self", models.PROTECT, null=True, related_name="versions")
    added_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    added_at = models.DateTimeField(auto_now_add=True)
    bigrams = SearchVectorField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["matter", "id"], name="paper_matter"),
            GinIndex(fields=["bigrams"], name="paper_bigrams"),
        ]

    def __str__(self) -> str:
        return self.title


class Signature(models.Model):
    """One party's signature on one version of a paper, with how it was proved."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="signatures")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    name = models.CharField(max_length=160)
    sha256 = models.CharField(max_length=64)
    method = models.CharField(max_length=20)
    evidence = models.JSONField(default=dict)
    signed_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "party"], name="signature_once", condition=models.Q(party__isnull=False)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.paper_id} {self.name}"
