"""The performance of a contract: paid, happened, alarms and what people did about them."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentRecorded(Fact):
    story: ClassVar[str] = _("Paid on %(on)s: CNY %(amount)s to %(payee)s (voucher %(voucher)s).")
    payment_id: int
    on: str
    amount: str
    payee: str
    voucher: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningRecorded(Fact):
    story: ClassVar[str] = _("On %(on)s: %(kind_name)s. %(words)s")
    happening_id: int
    kind: str
    kind_name: str
    on: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmRaised(Fact):
    story: ClassVar[str] = _("Not as promised (%(rule)s): %(reason)s")
    alarm_id: int
    rule: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmGone(Fact):
    story: ClassVar[str] = _("As promised again (%(rule)s).")
    alarm_id: int
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmExplained(Fact):
    story: ClassVar[str] = _("Explained (%(rule)s): %(words)s")
    alarm_id: int
    rule: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionOrdered(Fact):
    story: ClassVar[str] = _("A correction was ordered by %(due_on)s (%(rule)s): %(words)s")
    alarm_id: int
    rule: str
    words: str
    due_on: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionAnswered(Fact):
    story: ClassVar[str] = _("Corrected (%(rule)s): %(words)s")
    alarm_id: int
    rule: str
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmEnded(Fact):
    story: ClassVar[str] = _("The supervisor ended the alarm (%(rule)s): %(words)s")
    alarm_id: int
    rule: str
    words: str
