"""Shape of the performance of a contract: what was paid, what happened, and alarms with what came of them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models.contract import Contract
from concord.core.people.models import Person


class Payment(models.Model):
    """Money that was paid under a contract, in yuan; the same voucher of the same payer is one payment."""

    class Source(models.TextChoices):
        ENTERED = "entered", _("entered by hand")
        TREASURY = "treasury", _("from the treasury")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="payments")
    payer = models.CharField(max_length=160)
    voucher = models.CharField(max_length=60)
    on = models.DateField()
    amount = models.DecimalField(max_digits=16, decimal_places=2)
    payee = models.CharField(max_length=160)
    invoice = models.CharField(max_length=60, blank=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    entered_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payer", "voucher"], name="payment_once"),
            models.CheckConstraint(condition=Q(amount__gt=0), name="payment_amount"),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.voucher}"


class Happening(models.Model):
    """Something that happened to a contract on a day; it is added to, never changed.

    `amount` in yuan for changes and wages, `days` for extensions, `until` for what runs out; `approved`: agreed to by
    both sides, or by who has to.
    """

    class Kind(models.TextChoices):
        BEGUN = "begun", _("work began")
        DELIVERED = "delivered", _("delivered")
        ACCEPTED = "accepted", _("accepted")
        SETTLED = "settled", _("settlement confirmed")
        EXTENDED = "extended", _("days were added")
        CHANGED = "changed", _("a change with its price")
        WAGES_PAID = "wages_paid", _("wages were paid to their account")
        PERSON_ABSENT = "person_absent", _("someone the contract names was absent")
        PERSON_CHANGED = "person_changed", _("someone the contract names was replaced")
        SECURITY_GIVEN = "security_given", _("a guarantee, insurance or licence was shown")
        SECURITY_RETURNED = "security_returned", _("a security was given back")
        ASSET_RETURNED = "asset_returned", _("the asset was given back")
        COUNTERPART_CHANGED = "counterpart_changed", _("the counterparty's standing changed")
        STRANGER_ON_SITE = "stranger_on_site", _("people of somebody else were at work")
        WOUND_UP = "wound_up", _("accounts were settled after the end")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="happenings")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    on = models.DateField()
    words = models.CharField(max_length=200, blank=True)
    amount = models.DecimalField(max_digits=16, decimal_places=2, null=True)
    days = models.PositiveSmallIntegerField(null=True)
    until = models.DateField(null=True)
    approved = models.BooleanField(default=True)
    entered_by = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+", db_index=False)
    entered_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"{self.contract_id} {self.kind}"


class Alarm(models.Model):
    """Something that is not as promised, and what people did about it. It is about a contract, never about a person.

    `key` is the same each time the same thing is found. Who handles the contract explains it; who supervises lets the
    explanation stand or orders a correction by a day, and ends it when the answer will do.
    """

    class Severity(models.TextChoices):
        BLOCK = "block", _("act at once")
        HIGH = "high", _("serious")
        MEDIUM = "medium", _("medium")
        LOW = "low", _("slight")

    class State(models.TextChoices):
        OPEN = "open", _("waits for an explanation")
        EXPLAINED = "explained", _("explained, to be judged")
        ORDERED = "ordered", _("correction ordered")
        ANSWERED = "answered", _("corrected, to be judged")
        ENDED = "ended", _("ended by the supervisor")
        GONE = "gone", _("no longer so")

    contract = models.ForeignKey(Contract, models.CASCADE, related_name="alarms")
    rule = models.CharField(max_length=12)
    key = models.CharField(max_length=60)
    severity = models.CharField(max_length=8, choices=Severity.choices)
    reason = models.CharField(max_length=600)
    raised_on = models.DateField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    explanation = models.CharField(max_length=1_000, blank=True)
    order = models.CharField(max_length=1_000, blank=True)
    due_on = models.DateField(null=True)
    answer = models.CharField(max_length=1_000, blank=True)
    judgement = models.CharField(max_length=1_000, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["contract", "rule", "key"], name="alarm_once")]
        indexes = [
            models.Index(fields=["-id"], name="alarm_live", condition=~Q(state__in=["ended", "gone"])),
        ]

    def __str__(self) -> str:
        return f"{self.contract_id} {self.rule}"


ALARM_MOVES: dict[str, frozenset[str]] = {
    Alarm.State.OPEN: frozenset({Alarm.State.EXPLAINED, Alarm.State.ORDERED, Alarm.State.GONE}),
    Alarm.State.EXPLAINED: frozenset({Alarm.State.EXPLAINED, Alarm.State.ORDERED, Alarm.State.ENDED, Alarm.State.GONE}),
    Alarm.State.ORDERED: frozenset({Alarm.State.ANSWERED}),
    Alarm.State.ANSWERED: frozenset({Alarm.State.ORDERED, Alarm.State.ENDED}),
    Alarm.State.ENDED: frozenset(),
    Alarm.State.GONE: frozenset({Alarm.State.OPEN}),
}
