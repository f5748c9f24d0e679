"""The event door of evaluation: what has ended is asked about, and a body hears what is to be put right."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop, override

from concord.apps.grassroots.evaluation.facts import PutRightAsked
from concord.apps.grassroots.evaluation.services.answering import PUT_RIGHT
from concord.apps.grassroots.evaluation.services.asking import plan_askings
from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, works
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.people.access import persons_with

works[PUT_RIGHT] = Work(gettext_noop("Put right what a resident misses"), "put_right")


@listens_to(
    "SightingClosed",
    "ConsultationSolved",
    "ConsultationUnsolved",
    "SettlementPerformed",
    "DepartmentResolved",
    "MediationEnded",
)
def plan_to_ask(acts: list[Act]) -> None:
    """Plan to ask those whom a matter concerned; a consultation's end is told twice, and counts on its own matter."""
    ended = {
        act.matter_id: (localdate(act.at), act.payload.get("about_id") or act.matter_id)
        for act in acts
        if act.matter_id is not None and act.payload.get("about_id") != act.matter_id
    }
    plan_askings(ended, today=localdate())


@listens_to(PutRightAsked)
def tell_body(acts: list[Act]) -> None:
    """Tell those who see to it for the body."""
    for act in acts:
        people = persons_with("put_right", organisation_id=act.payload["unit_id"], day=localdate())
        for person in people:
            with override(person.language):
                letter = Letter(
                    channel=Notice.Channel.INBOX, template=act.kind, subject=str(works[PUT_RIGHT].title),
                    body=tell(act), link=f"/desk/evaluation/put-right/{act.payload['task_id']}/",
                    key=f"act-{act.pk}-staff-{person.pk}", matter_id=act.matter_id, person_id=person.pk,
                )  # fmt: skip
            send(letter)
