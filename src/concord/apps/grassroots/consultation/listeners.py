"""Who is told when something happens in a consultation: bodies that are asked, those booked, those who carry out."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop

from concord.apps.grassroots.consultation import facts
from concord.apps.grassroots.consultation.models import Stage
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, works
from concord.core.matters.models import Matter
from concord.core.matters.wording import Wording, wordings
from concord.core.notices.inbox import inbox_letters
from concord.core.notices.listeners import desk_pages
from concord.core.notices.services import send
from concord.core.people.access import persons_with
from concord.core.people.models import Person
from concord.core.search.rooms import stages

works.update(
    {
        "hold_consultation": Work(gettext_noop("Hold the consultation"), "hold_consultation"),
        "decision": Work(gettext_noop("Carry out a decision"), "attend_consultation"),
    }
)
desk_pages[Matter.Kind.CONSULTATION] = "/desk/consultations/"
stages[Matter.Kind.CONSULTATION] = dict(Stage.choices)
wordings[Matter.Kind.CONSULTATION] = Wording(
    categories=dict, sources=dict, stages=lambda: {one.value: str(one.label) for one in Stage}
)


def _titles(acts: list[Act]) -> dict[int, str]:
    wanted = {act.matter_id for act in acts if act.matter_id is not None}
    return dict(Matter.objects.filter(pk__in=wanted).values_list("pk", "title"))


@listens_to(facts.BodyInvited, facts.DecisionMade)
def tell_bodies(acts: list[Act]) -> None:
    """Tell those who speak for a body that it is asked, or is to carry something out."""
    titles, today = _titles(acts), localdate()
    for act in acts:
        people = persons_with("attend_consultation", organisation_id=act.payload["organisation_id"], day=today)
        send(*inbox_letters(act, titles.get(act.matter_id or 0, ""), "/desk/consultations/", people))


@listens_to(facts.ForceBooked)
def tell_booked(acts: list[Act]) -> None:
    """Tell someone of the pool that they are asked for."""
    titles = _titles(acts)
    people = Person.objects.in_bulk({act.payload["person_id"] for act in acts})
    for act in acts:
        send(
            *inbox_letters(
                act, titles.get(act.matter_id or 0, ""), "/desk/consultations/", [people[act.payload["person_id"]]]
            )
        )


@listens_to(facts.InvitationDeclined, facts.MinutesRemarked, facts.DecisionDone, facts.BookingDeclined)
def tell_who_leads(acts: list[Act]) -> None:
    """Tell those who lead the consultation what came in."""
    leads = dict(Matter.objects.filter(pk__in={act.matter_id for act in acts}).values_list("pk", "lead"))
    titles, today = _titles(acts), localdate()
    for act in acts:
        lead = leads.get(act.matter_id or 0)
        people = persons_with("hold_consultation", organisation_id=lead, day=today) if lead else []
        told = [person for person in people if person.pk != act.actor_id]
        send(*inbox_letters(act, titles.get(act.matter_id or 0, ""), "/desk/consultations/", told))
