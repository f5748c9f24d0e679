"""Object to a finding in time, and decide on the objection; a finding that is struck out stays to be read."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.supervision.access import findings_objected_by, objections_reviewed_by
from concord.apps.grassroots.supervision.facts import FindingObjected, FindingStruck, FindingUpheld
from concord.apps.grassroots.supervision.models import Case, Objection
from concord.apps.grassroots.supervision.rules import rules
from concord.core.acts.services import record
from concord.core.agenda.flowing import involve
from concord.core.agenda.limits import deadline
from concord.core.agenda.models import Task
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.tasks import open_task
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

TASK, MOST_WORDS = "review_finding", 2_000


@transaction.atomic
def object_to(finding_pk: int, words: str, *, by: Person, today: date) -> Objection:
    """Say for the responsible body why a finding is wrong; another body than the one that found it reviews it.

    Refuses empty words, and an objection that comes after its last day.
    """
    finding = findings_objected_by(by).select_related("case__matter", "case__responsible").get(pk=finding_pk)
    if today > finding.objection_until:
        raise Refusal(_("The last day for an objection was %(day)s.") % {"day": finding.objection_until.isoformat()})
    if not words.strip():
        raise Refusal(_("Write what is wrong with the finding."), field="words")
    case = finding.case
    reviewer = _reviewer(case, finding.organisation)
    task = open_task(case.matter, TASK, begun=today, by_when=deadline(TASK, today), organisation=reviewer)
    made = Objection.objects.create(finding=finding, case=case, words=words.strip()[:MOST_WORDS], by=by, task=task)
    told = FindingObjected(
        matter_id=case.pk,
        finding_id=finding.pk,
        reviewer_id=reviewer.pk if reviewer else None,
        body=case.responsible.name,
        words=made.words,
    )
    record(told, by=by, organisation_id=case.responsible_id)
    return made


def _reviewer(case: Case, found_by: Organisation) -> Organisation | None:
    """The reviewing body near the place; none where it made the finding itself: other reviewers are told."""
    name = rules().reviewer
    body = bodies_near([name], case.matter.place_id, case.matter.topic).get(name)
    if body is None or body.pk in {found_by.pk, case.responsible_id}:
        return None
    involve(case.matter, [body])
    return body


@transaction.atomic
def decide_objection(pk: int, *, upheld: bool, answer: str, by: Person) -> Objection:
    """Decide on an objection: upheld, the finding is struck out; else it stands. Refuses an answer without reasons."""
    found = objections_reviewed_by(by).select_related("finding", "case")
    objection = found.select_for_update(of=("self",)).get(pk=pk)
    if not answer.strip():
        raise Refusal(_("Write the reasons."), field="answer")
    now = timezone.now()
    objection.upheld, objection.answer = upheld, answer.strip()[:MOST_WORDS]
    objection.decided_by, objection.decided_at = by, now
    objection.save(update_fields=["upheld", "answer", "decided_by", "decided_at"])
    Task.objects.filter(pk=objection.task_id).update(done_at=now, done_by=by)
    if upheld:
        objection.finding.struck_at = now
        objection.finding.save(update_fields=["struck_at"])
    kind = FindingStruck if upheld else FindingUpheld
    told = kind(
        matter_id=objection.case_id,
        finding_id=objection.finding_id,
        organisation_id=objection.case.responsible_id,
        answer=objection.answer,
    )
    record(told, by=by)
    return objection
