"""Shape of the secret link by which a person's calendar asks for what is due."""

from django.db import models

from concord.core.people.models import Person


class CalendarLink(models.Model):
    """A person's one calendar link: only the keyed hash of its secret is kept, so nobody can read it here."""

    person = models.OneToOneField(Person, models.CASCADE, related_name="calendar_link")
    key_hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return f"{self.person_id}"
