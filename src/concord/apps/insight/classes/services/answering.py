"""Answer a question about what a matter is about, or leave it to others (D3)."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.insight.classes.access import questions_for
from concord.apps.insight.classes.facts import ClassAnswered
from concord.apps.insight.classes.judgements import judged, sources_of
from concord.apps.insight.classes.models import Asked, Judged, Skipped, Via
from concord.core.acts.services import record
from concord.core.crosswalks.targets import called
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.text.taxonomy import NONE, taxonomy


@transaction.atomic
def answer_question(pk: int, *, item: str, by: Person) -> Judged:
    """Say what a matter is about: an item, or `none`. The answer is kept for learning; the matter stays as it is.

    Refuses an item that the taxonomy does not know.
    """
    asked = questions_for(by).select_for_update(of=("self",)).get(pk=pk)
    if item != NONE and item not in taxonomy().items:
        raise Refusal(_("There is no kind of dispute “%(item)s” in the list.") % {"item": item[:20]}, field="item")
    answer = judged(
        asked.matter_id,
        via=Via.AUDIT if asked.why == Asked.Why.AUDIT else Via.QUEUE,
        source=sources_of([asked.matter_id]).get(asked.matter_id, ""),
        proposed=asked.said,
        first_three=asked.first_three,
        chosen=item,
        model=asked.model,
        by=by,
        at=timezone.now(),
    )
    answer.save()
    asked.answer = answer
    asked.save(update_fields=["answer"])
    told = ClassAnswered(
        matter_id=asked.matter_id, via=answer.via, item=item, item_name=called(item), agreed=answer.agreed
    )
    record(told, by=by)
    return answer


@transaction.atomic
def skip_question(pk: int, *, by: Person) -> Asked:
    """Leave a question to others; who skips is not asked again, and nobody is told."""
    asked = questions_for(by).get(pk=pk)
    Skipped.objects.get_or_create(asked=asked, by=by)
    return asked
