"""What was deleted on time is forgotten here as well: the matter is read anew, without phones and identity numbers."""

from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.linking.jobs import compare_later
from concord.core.matters.forgetting import PersonalDataForgotten


@listens_to(PersonalDataForgotten)
def forget_too(acts: list[Act]) -> None:
    """Have the form and the keys of these matters made anew."""
    compare_later(act.matter_id for act in acts)
