"""Entries are kept up as acts are passed on: of a matter that had one, everything that counts is read anew."""

from concord.apps.insight.figures.services.gathering import gather
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to


@listens_to()
def keep_entries(acts: list[Act]) -> None:
    """Read the matters of these acts anew."""
    matters = {act.matter_id for act in acts if act.matter_id is not None}
    if matters:
        gather(matters)
