"""Shape of the pool of legal counsel, and of the enterprises for which each acts."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from concord.core.people.models import Organisation, Person, Place


class Counsel(models.Model):
    """Someone of the pool of legal counsel: for which kinds of contracts, where, and how many reviews at a time.

    `waiting` counts the reviews that wait for them, over all bodies: who chooses does not see others' contracts.
    """

    person = models.ForeignKey(Person, models.PROTECT, related_name="+")
    firm = models.ForeignKey(Organisation, models.PROTECT, related_name="+")
    place = models.ForeignKey(Place, models.PROTECT, related_name="+")
    natures = ArrayField(models.CharField(max_length=16), default=list)
    introduction = models.CharField(max_length=300, blank=True)
    most_open = models.PositiveSmallIntegerField(default=8)
    waiting = models.PositiveSmallIntegerField(default=0)
    is_active = models.BooleanField(default=True)

    class Meta:
        verbose_name_plural = "counsel"
        constraints = [
            models.UniqueConstraint(fields=["person"], name="counsel_once", condition=Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return f"{self.person_id}"


class Engagement(models.Model):
    """That a counsel or the firm acts for an enterprise; while it lasts, its contracts are not theirs to review."""

    counsel = models.ForeignKey(Counsel, models.CASCADE, related_name="engagements")
    name = models.CharField(max_length=160)
    name_key = models.CharField(max_length=160)
    credit_code = models.CharField(max_length=18, blank=True)
    until = models.DateField(null=True)

    def __str__(self) -> str:
        return f"{self.counsel_id} {self.name}"
