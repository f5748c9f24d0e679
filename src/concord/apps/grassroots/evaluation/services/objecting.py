"""Object to a figure, and decide the objection: by someone else than who published it, within a limit."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.evaluation.access import (
    counted_seen_by,
    figures_objected_by,
    objections_decided_by,
)
from concord.apps.grassroots.evaluation.facts import FigureObjected, FigureObjectionDecided
from concord.apps.grassroots.evaluation.models import Figure, Objection, Sheet
from concord.apps.grassroots.evaluation.selectors.sheets import is_apart
from concord.apps.grassroots.evaluation.services.publishing import corrected
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.agenda.models import Task
from concord.core.agenda.services import open_task
from concord.core.matters.access import declare_reader, declare_system, matters_read_by
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

KIND = "decide_evaluation_objection"


@transaction.atomic
def object_to_figure(pk: int, *, matters: list[int], reason: str, by: Person, today: date) -> Objection:
    """Say, for the unit, that a figure counts these matters wrongly; it is decided within the limit `objection`.

    Refuses after the last day, a second time, matters that the figure did not count, and empty words.
    """
    figure = figures_objected_by(by).select_for_update(of=("self",)).get(pk=pk)
    _refuse_too_late(figure, today)
    named = set(counted_seen_by(by, figure).filter(matter__in=matters).values_list("matter", flat=True))
    if not named or named != set(matters):
        raise Refusal(_("Name matters that this figure counts."), field="matters")
    if not reason.strip():
        raise Refusal(_("Write why they are counted wrongly."), field="reason")
    first = matters_read_by(by).get(pk=min(named))
    centre = Organisation.objects.filter(
        kind=Organisation.Kind.CENTRE, place=figure.sheet.unit.place_id[:6]
    ).first()  # fmt: skip
    by_when = deadline("objection", today)
    task = open_task(first, KIND, begun=today, by_when=by_when, organisation=centre)
    made = Objection.objects.create(
        figure=figure, matters=sorted(named), reason=reason.strip()[:1000], raised_by=by, task=task,
        yellow_on=by_when.yellow_on, due_on=by_when.due_on,
    )  # fmt: skip
    unit = figure.sheet.unit
    told = FigureObjected(matter_id=None, objection_id=made.pk, unit_name=unit.name, reason=made.reason)
    record(told, by=by, organisation_id=unit.pk)
    return made


def _refuse_too_late(figure: Figure, today: date) -> None:
    if figure.value is None and is_apart(figure):
        raise Refusal(_("So few answered that no number is shown; there is nothing to object to."))
    if today > figure.sheet.objection_until:
        raise Refusal(_("The last day for an objection has passed."))
    if Sheet.objects.filter(corrects=figure.sheet_id).exists():
        raise Refusal(_("This sheet was corrected; object to the newest one."))
    if Objection.objects.filter(figure=figure).exists():
        raise Refusal(_("An objection to this figure was raised before."))


@transaction.atomic
def decide_objection(pk: int, *, upheld: bool, answer: str, by: Person, today: date) -> Objection:
    """Uphold an objection, so that a corrected sheet without those matters is published; or refuse it with reasons.

    Refuses who published the figures or raised the objection, a second decision, and empty words.
    """
    objection = objections_decided_by(by).select_for_update(of=("self",)).get(pk=pk)
    if by.pk in {objection.figure.sheet.published_by_id, objection.raised_by_id}:
        raise Refusal(_("Someone else than who published the figures or objected to them decides."))
    if objection.decided_at is not None:
        raise Refusal(_("This objection is decided already."))
    if not answer.strip():
        raise Refusal(_("Write the reasons."), field="answer")
    objection.decided_by, objection.decided_at = by, timezone.now()
    objection.upheld, objection.answer = upheld, answer.strip()[:1000]
    objection.save(update_fields=["decided_by", "decided_at", "upheld", "answer"])
    declare_system()
    Task.objects.filter(pk=objection.task_id).update(done_at=objection.decided_at, done_by=by)
    declare_reader(by)
    sheet = objection.figure.sheet
    if upheld:
        corrected(sheet, why=objection.answer, by=by, today=today)
    told = FigureObjectionDecided(
        matter_id=None, objection_id=pk, unit_name=sheet.unit.name, upheld=upheld, answer=objection.answer
    )
    record(told, by=by)
    return objection
