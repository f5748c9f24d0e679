"""Decide what a class of another body is in ours (D3). The machine proposes; nothing counts before a person decided."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.crosswalks.access import lines_kept_by
from concord.core.crosswalks.facts import ClassDecided
from concord.core.crosswalks.models import Line
from concord.core.crosswalks.targets import checked
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@transaction.atomic
def decide_class(pk: int, *, targets: str, doubt: str = "", by: Person) -> Line:
    """Decide what a class is: items, a category, `none`, or `text`; several mean that the text of a record decides.

    It counts for records from the next edition on. Refuses unknown kinds, and none at all.
    """
    declare_reader(by)
    line = lines_kept_by(by).select_for_update(of=("self",)).get(pk=pk)
    said = checked(targets)
    if not said:
        raise Refusal(_("Choose what the class is."), field="targets")
    before, first = line.targets, line.proposals[0]["target"] if line.proposals else ""
    line.targets, line.doubt, line.decided_by, line.decided_at = said, doubt.strip()[:200], by, timezone.now()
    line.save(update_fields=["targets", "doubt", "decided_by", "decided_at"])
    told = ClassDecided(
        matter_id=None,
        crosswalk_id=line.crosswalk_id,
        name=line.crosswalk.name,
        key=line.key,
        targets=said,
        before=before,
        proposed=first,
    )
    record(told, by=by)
    return line
