"""What supervisors and the responsible body do in a case: order, state, find, close."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from concord.apps.grassroots.supervision.access import cases_answered_by, cases_followed_by
from concord.apps.grassroots.supervision.facts import FindingMade, StatementMade, SupervisionClosed
from concord.apps.grassroots.supervision.models import MOVES, Case, Finding, Found, Stage, Statement
from concord.apps.grassroots.supervision.rules import rules
from concord.apps.grassroots.supervision.services.opening import TASK
from concord.core.acts.services import record
from concord.core.agenda.models import Demand
from concord.core.agenda.services.demanding import issue_order
from concord.core.agenda.services.tasks import finish_tasks
from concord.core.matters.services import move
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.access import bodies_with
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.engines.law.calendar import presumed_rest_day, working_day_after

MOST_WORDS = 2_000


def followed(pk: int, by: Person) -> Case:
    """An open case that a body of `by` follows, locked; for others there is none."""
    return cases_followed_by(by).select_for_update(of=("self",)).get(pk=pk)


def _said(words: str, sentence: str) -> str:
    if not words.strip():
        raise Refusal(sentence, field="words")
    return words.strip()[:MOST_WORDS]


@transaction.atomic
def order(pk: int, words: str, *, days: int, by: Person, today: date) -> Demand:
    """Send the responsible body a supervision order, to be answered within some working days."""
    case = followed(pk, by)
    demand = issue_order(pk, case.responsible, words, days=days, by=by, today=today)
    finish_tasks(case.matter, [TASK], by=by)
    return demand


@transaction.atomic
def state(pk: int, words: str, *, proof: tuple[str, bytes] | None = None, by: Person) -> Statement:
    """Say something for the responsible body, with a photo or paper where there is one (name and bytes)."""
    case = cases_answered_by(by).select_related("matter", "responsible").get(pk=pk)
    said = _said(words, _("Write what your body has to say."))
    made = Statement.objects.create(case=case, organisation=case.responsible, words=said, by=by)
    if proof is not None:
        name, content = proof
        keep_upload(content, filename=name, matter=case.matter, by=by, visibility=Paper.Visibility.STAFF)
    told = StatementMade(matter_id=pk, body=case.responsible.name, words=said)
    record(told, by=by, organisation_id=case.responsible_id)
    return made


@transaction.atomic
def find(pk: int, kind: str, words: str, *, by: Person, today: date) -> Finding:
    """Say with reasons what was found of the body's work; the body may object within the working days of the rules.

    Refuses empty words, and another finding while one may still be objected to or reviewed.
    """
    case = followed(pk, by)
    said = _said(words, _("Write what was found, and why."))
    if pending_findings(case, today):
        raise Refusal(_("The last finding can still be objected to, or its objection is not decided."))
    found_by = _body_of(by, case)
    until = working_day_after(today, rules().objection_days, presumed_rest_day)
    made = Finding.objects.create(
        case=case, kind=Found(kind), words=said, organisation=found_by, by=by, objection_until=until
    )
    finish_tasks(case.matter, [TASK], by=by)
    told = FindingMade(
        matter_id=pk,
        finding_id=made.pk,
        organisation_id=case.responsible_id,
        found_by=found_by.name,
        body=case.responsible.name,
        finding=made.kind,
        kind_name=str(made.get_kind_display()),
        words=said,
        until=until.isoformat(),
    )
    record(told, by=by)
    return made


def _body_of(by: Person, case: Case) -> Organisation:
    """The body for which `by` follows the case."""
    theirs = Organisation.objects.filter(pk__in=bodies_with(by, "supervise"))
    following = theirs.filter(pk__in=case.followers.values("organisation"))
    return following.order_by("pk").first() or theirs.order_by("pk")[0]


def pending_findings(case: Case, today: date) -> bool:
    """Whether a finding may still be objected to, or an objection waits for its decision."""
    if case.objections.filter(upheld=None).exists():
        return True
    return case.findings.filter(struck_at=None, objection=None, objection_until__gte=today).exists()


@transaction.atomic
def close(pk: int, outcome: str, *, by: Person) -> Case:
    """Close the case with what came of it.

    Refuses while an order is unanswered, a finding may be objected to or an objection is undecided; and while late work
    is not done, unless it was found not to be the body's duty.
    """
    case = followed(pk, by)
    if not outcome.strip():
        raise Refusal(_("Write what came of it."), field="outcome")
    if Demand.objects.filter(matter=case.matter, task__done_at=None).exists():
        raise Refusal(_("A supervision order is not answered yet."))
    if pending_findings(case, localdate()):
        raise Refusal(_("The last finding can still be objected to, or its objection is not decided."))
    if case.late_work.filter(task__done_at=None).exists() and not _is_not_its_duty(case):
        raise Refusal(_("The late work is not done, and nobody found that it is not the duty of this body."))
    move(case.matter, Stage.CLOSED, MOVES)
    finish_tasks(case.matter, by=by)
    record(SupervisionClosed(matter_id=pk, organisation_id=case.responsible_id, outcome=outcome.strip()), by=by)
    return case


def _is_not_its_duty(case: Case) -> bool:
    last = case.findings.filter(struck_at=None).order_by("-pk").first()
    return last is not None and last.kind == Found.NOT_ITS_DUTY
