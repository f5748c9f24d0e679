"""Shape of a notice and of a phone code."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter
from concord.core.people.models import Organisation, Person
from concord.core.people.sealed import SealedTextField


class Notice(models.Model):
    """One message to one recipient by one channel, kept until it is delivered or given up, with its proof."""

    class Channel(models.TextChoices):
        INBOX = "inbox", _("inbox")
        SMS = "sms", _("text message")
        EMAIL = "email", _("e-mail")
        WEBHOOK = "webhook", _("webhook")

    class Status(models.TextChoices):
        WAITING = "waiting", _("waiting")
        SENT = "sent", _("handed to the carrier")
        DELIVERED = "delivered", _("delivered")
        FAILED = "failed", _("given up")

    matter = models.ForeignKey(Matter, models.CASCADE, null=True, related_name="notices")
    person = models.ForeignKey(Person, models.CASCADE, null=True, related_name="notices", db_index=False)
    organisation = models.ForeignKey(Organisation, models.CASCADE, null=True, related_name="+", db_index=False)
    channel = models.CharField(max_length=10, choices=Channel.choices)
    address = SealedTextField(blank=True)
    template = models.CharField(max_length=60)
    subject = models.CharField(max_length=200)
    body = models.TextField()
    link = models.CharField(max_length=200, blank=True)
    key = models.CharField(max_length=120, unique=True)
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    next_try_at = models.DateTimeField(auto_now_add=True)
    last_error = models.CharField(max_length=300, blank=True)
    carrier_id = models.CharField(max_length=80, blank=True, db_index=True)
    created_at = models.DateTimeField(auto_now_add=True)
    sent_at = models.DateTimeField(null=True)
    delivered_at = models.DateTimeField(null=True)
    read_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [
            models.Index(fields=["next_try_at"], name="notice_waiting", condition=Q(status="waiting")),
            models.Index(fields=["person", "-id"], name="notice_inbox", condition=Q(channel="inbox")),
            models.Index(fields=["person"], name="notice_unread", condition=Q(channel="inbox", read_at=None)),
            models.Index(fields=["sent_at"], name="notice_sent", condition=Q(status="sent")),
            models.Index(fields=["-id"], name="notice_failed", condition=Q(status="failed")),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.template}"


class Hook(models.Model):
    """An address at which a program of an organisation hears of its matters; stopped, never deleted."""

    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="hooks")
    url = SealedTextField()
    made_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    made_at = models.DateTimeField(auto_now_add=True)
    stopped_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["organisation"], name="hook_live", condition=Q(stopped_at=None))]

    def __str__(self) -> str:
        return f"{self.organisation_id}"


class PhoneCode(models.Model):
    """A six-digit code sent to a phone to show that its holder is there; kept as a keyed hash, tried five times."""

    phone_hash = models.CharField(max_length=64)
    purpose = models.CharField(max_length=80)
    code_hash = models.CharField(max_length=64)
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    class Meta:
        indexes = [models.Index(fields=["phone_hash", "purpose", "-id"], name="phone_code_latest")]

    def __str__(self) -> str:
        return self.purpose
