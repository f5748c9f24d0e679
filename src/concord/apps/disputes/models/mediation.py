"""Shape of what happens in a mediation: appointments, offers and answers."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from concord.apps.disputes.models.dispute import Dispute
from concord.core.matters.models import Party
from concord.core.people.models import Person


class Appointment(models.Model):
    """A time at which the mediator and the parties meet."""

    class Way(models.TextChoices):
        IN_PERSON = "in_person", _("in person")
        ROOM = "room", _("in the online room")
        PHONE = "phone", _("by phone")

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="appointments")
    mediator = models.ForeignKey(Person, models.PROTECT, related_name="+")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    way = models.CharField(max_length=10, choices=Way.choices)
    where = models.CharField(max_length=160, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(ends_at__gt=F("starts_at")), name="appointment_lasts")]
        indexes = [models.Index(fields=["mediator", "starts_at"], name="appointment_mediator")]

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.starts_at:%Y-%m-%d %H:%M}"


class Offer(models.Model):
    """A proposal for settling, made by a party or by the mediator; a counter-proposal points to what it answers."""

    dispute = models.ForeignKey(Dispute, models.CASCADE, related_name="offers")
    by_party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    by_person = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    answers_offer = models.ForeignKey("self", models.PROTECT, null=True, related_name="counters")
    terms = models.TextField()
    amount = models.DecimalField(max_digits=15, decimal_places=2, null=True)
    pay_by = models.DateField(null=True)
    made_at = models.DateTimeField(auto_now_add=True)
    withdrawn_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return f"{self.dispute_id} {self.pk}"


class OfferAnswer(models.Model):
    """A party's yes or no to an offer."""

    offer = models.ForeignKey(Offer, models.CASCADE, related_name="answers")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+")
    accepts = models.BooleanField()
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["offer", "party"], name="offer_answered_once")]

    def __str__(self) -> str:
        return f"{self.offer_id} {self.accepts}"
