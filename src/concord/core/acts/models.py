"""The one table that remembers: what was done, by whom, for whom, to which matter."""

from django.db import models
from django.db.models.expressions import RawSQL
from django.utils.translation import gettext_lazy as _

from concord.core.people.models import Organisation, Person


class TransactionId(models.BigIntegerField[int, int]):
    """The 64-bit id of the writing transaction (xid8), by which readers know what is settled."""

    def db_type(self, connection: object) -> str:
        return "xid8"

    def get_placeholder(self, value: object, compiler: object, connection: object) -> str:
        """PostgreSQL has no cast from a number to xid8, only from its digits."""
        return "%s::text::xid8"


class Act(models.Model):
    """One entry of the record; the application's database role can add and read, never change or remove."""

    class Visibility(models.TextChoices):
        PARTIES = "parties", _("parties and staff")
        STAFF = "staff", _("staff")

    at = models.DateTimeField(auto_now_add=True)
    xact = TransactionId(db_default=RawSQL("pg_current_xact_id()", []), editable=False)
    kind = models.CharField(max_length=60)
    matter_id = models.BigIntegerField(null=True)
    actor = models.ForeignKey(Person, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    actor_name = models.CharField(max_length=80, blank=True)
    organisation = models.ForeignKey(Organisation, models.DO_NOTHING, null=True, related_name="+", db_constraint=False)
    payload = models.JSONField(default=dict)
    visibility = models.CharField(max_length=10, choices=Visibility.choices)

    class Meta:
        indexes = [
            models.Index(fields=["matter_id", "id"], name="act_matter"),
            models.Index(fields=["xact", "id"], name="act_settled"),
        ]

    def __str__(self) -> str:
        return f"{self.pk} {self.kind}"


class Bookmark(models.Model):
    """How far a reader of the record has come: every act up to it was passed on."""

    reader = models.CharField(max_length=40, primary_key=True)
    xact = TransactionId(default=0)
    act_id = models.BigIntegerField(default=0)

    def __str__(self) -> str:
        return self.reader
