"""Shape of drafts: scenarios that staff are still drawing."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.models import ScenarioVersion
from concord.core.people.models import Organisation, Person


class Draft(models.Model):
    """A scenario that an organisation is drawing; `source` is a template file, however unfinished.

    `revision` counts the saves: who saves says which one they saw. `based_on` is the published version that the draft
    began from, `lost` what an imported file held and a scenario has no place for.
    """

    class State(models.TextChoices):
        OPEN = "open", _("being drawn")
        PUBLISHED = "published", _("published")
        DISCARDED = "discarded", _("discarded")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    code = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=200, blank=True)
    source = models.TextField()
    lost = models.JSONField(default=list)
    based_on = models.ForeignKey(ScenarioVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    published_as = models.ForeignKey(ScenarioVersion, models.PROTECT, null=True, related_name="+", db_index=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    revision = models.PositiveIntegerField(default=1)
    begun_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    begun_at = models.DateTimeField(auto_now_add=True)
    saved_by = models.ForeignKey(Person, models.PROTECT, related_name="+", db_index=False)
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        indexes = [models.Index(fields=["organisation", "state", "-id"], name="draft_organisation")]

    def __str__(self) -> str:
        return self.title or self.code or str(self.pk)
