"""Shape of a message in the room of a matter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.core.matters.models import Matter, Party
from concord.core.papers.models import Paper
from concord.core.people.models import Person


class Message(models.Model):
    """What someone said, showed or shared in a matter's room; never changed, never removed.

    `audience` keeps caucus talks apart: everyone in the room, or the mediator with one side only.
    """

    class Audience(models.TextChoices):
        ALL = "all", _("everyone in the room")
        APPLICANT = "applicant", _("mediator and applicant")
        RESPONDENT = "respondent", _("mediator and respondent")

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="messages", db_index=False)
    author = models.ForeignKey(Person, models.PROTECT, null=True, related_name="+")
    party = models.ForeignKey(Party, models.PROTECT, null=True, related_name="+")
    author_name = models.CharField(max_length=160)
    audience = models.CharField(max_length=12, choices=Audience.choices, default=Audience.ALL)
    text = models.TextField(blank=True)
    paper = models.ForeignKey(Paper, models.PROTECT, null=True, related_name="+")
    latitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    longitude = models.DecimalField(max_digits=9, decimal_places=6, null=True)
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["matter", "id"], name="message_matter")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.pk}"
