"""Shape of signs that who watches over integrity looks at, with their evidence and what was judged."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract
from concord.core.people.models import Organisation, Person


class Sign(models.TextChoices):
    """What was noticed among the contracts of a body."""

    SPLIT = "split", _("perhaps split, to escape a tender")
    REPEATED = "repeated", _("one company again and again")
    RELATED = "related", _("perhaps related persons")
    ABOVE = "above", _("price above the award")


class IntegrityAlarm(models.Model):
    """A sign in the contracts of one body, seen by nobody but who watches over integrity in its place.

    `key` stays the same while the evidence grows. It says what is to be looked at, never who did wrong.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be judged")
        WATCHED = "watched", _("being watched")
        REFERRED = "referred", _("being inquired into")
        CONFIRMED = "confirmed", _("confirmed")
        DISMISSED = "dismissed", _("nothing in it")
        GONE = "gone", _("no longer so")

    sign = models.CharField(max_length=10, choices=Sign.choices)
    key = models.CharField(max_length=340)
    body = models.ForeignKey(Organisation, models.PROTECT, related_name="+", db_index=False)
    place = models.CharField(max_length=15, db_collation="C")
    reason = models.CharField(max_length=1_000)
    raised_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    contracts = models.ManyToManyField(Contract, through="Evidence", related_name="integrity")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["body", "sign", "key"], name="integrity_once")]
        indexes = [models.Index(fields=["place", "-id"], name="integrity_place")]

    def __str__(self) -> str:
        return f"{self.body_id} {self.sign}"


class Evidence(models.Model):
    """A contract that an alarm rests on."""

    alarm = models.ForeignKey(IntegrityAlarm, models.CASCADE, related_name="evidence")
    contract = models.ForeignKey(Contract, models.CASCADE, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["alarm", "contract"], name="evidence_once")]

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.contract_id}"


class Judged(models.Model):
    """What somebody judged of an alarm, with the reason; each is kept."""

    alarm = models.ForeignKey(IntegrityAlarm, models.CASCADE, related_name="judged")
    state = models.CharField(max_length=10, choices=IntegrityAlarm.State.choices)
    words = models.CharField(max_length=1_000)
    by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.alarm_id} {self.state}"


_STATES = IntegrityAlarm.State
INTEGRITY_MOVES: dict[str, frozenset[str]] = {
    _STATES.OPEN: frozenset({_STATES.WATCHED, _STATES.REFERRED, _STATES.DISMISSED, _STATES.GONE}),
    _STATES.WATCHED: frozenset({_STATES.OPEN, _STATES.REFERRED, _STATES.DISMISSED, _STATES.GONE}),
    _STATES.REFERRED: frozenset({_STATES.CONFIRMED, _STATES.DISMISSED}),
    _STATES.CONFIRMED: frozenset(),
    _STATES.DISMISSED: frozenset({_STATES.OPEN}),
    _STATES.GONE: frozenset({_STATES.OPEN}),
}
