"""The story of a matter, as a reader may see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from concord.core.acts.facts import tell
from concord.core.acts.models import Act


@dataclass(frozen=True, slots=True)
class Told:
    """One line of a story: when, what, and by whom."""

    at: datetime
    sentence: str
    who: str


def story_for_parties(matter_id: int) -> QuerySet[Act]:
    """What the parties may read of a matter, oldest first."""
    return Act.objects.filter(matter_id=matter_id, visibility=Act.Visibility.PARTIES).order_by("pk")


def story_for_staff(matter_id: int) -> QuerySet[Act]:
    """The whole story of a matter, oldest first; the caller has fetched the matter through its access."""
    return Act.objects.filter(matter_id=matter_id).select_related("organisation").order_by("pk")


def told_to_staff(matter_id: int) -> list[Told]:
    """The whole story in the reader's language, newest first."""
    return [Told(act.at, tell(act), act.actor_name) for act in story_for_staff(matter_id).order_by("-pk")]
