"""The story of a matter, as a reader may see it."""

from django.db.models import QuerySet

from concord.core.acts.models import Act


def story_for_parties(matter_id: int) -> QuerySet[Act]:
    """What the parties may read of a matter, oldest first."""
    return Act.objects.filter(matter_id=matter_id, visibility=Act.Visibility.PARTIES).order_by("pk")


def story_for_staff(matter_id: int) -> QuerySet[Act]:
    """The whole story of a matter, oldest first; the caller has fetched the matter through its access."""
    return Act.objects.filter(matter_id=matter_id).select_related("organisation").order_by("pk")
