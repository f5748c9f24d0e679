"""The page of one consultation: who takes part, what was decided, what speaks for moving up, the deeds at hand."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.access import consultations_held_by
from concord.apps.grassroots.consultation.models import MOVES, Consultation, Participant, Stage
from concord.apps.grassroots.consultation.rules import MoveUpRule, rules
from concord.apps.grassroots.consultation.services.ending import disagreeing
from concord.core.agenda.owners import bodies_near
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter
from concord.core.people.access import bodies_with
from concord.core.people.models import Duty, Organisation, Person


@dataclass(frozen=True, slots=True)
class Proposed:
    """A body that should take part, and why."""

    organisation: Organisation
    reason: str


def proposed_for(consultation: Consultation) -> list[Proposed]:
    """Bodies that should take part and were not asked yet: by duty, by place, and by the rule of the level."""
    matter = consultation.matter
    above = [matter.place_id[:length] for length in range(2, len(matter.place_id) + 1)]
    found: dict[int, Proposed] = {}
    duties = Duty.objects.filter(topic=matter.topic, place_id__in=above).select_related("organisation")
    for duty in duties.order_by("-part", "pk"):
        part = _("leads by the responsibility list") if duty.part == "lead" else _("joins by the responsibility list")
        found.setdefault(duty.organisation_id, Proposed(duty.organisation, part))
    near = bodies_near(["township", *rules().levels[consultation.level].beside], matter.place_id, matter.topic)
    for name, body in near.items():
        why = _("is the township of the place") if name == "township" else _("belongs to this level as a rule")
        found.setdefault(body.pk, Proposed(body, why))
    asked = set(consultation.participants.values_list("organisation", flat=True))
    return [one for pk, one in found.items() if pk not in asked]


def grounds_to_move_up(consultation: Consultation) -> list[MoveUpRule]:
    """What speaks for moving it up, by the rules; a person decides. Nothing speaks for it on the fourth level."""
    if consultation.level == Consultation.Level.COUNTY or not consultation.matter.is_open:
        return []
    return [rules().move_up[name] for name in _grounds(consultation)]


def _grounds(consultation: Consultation) -> Iterator[str]:
    grounds, matter = rules().move_up, consultation.matter
    answers = list(consultation.participants.values_list("answer", flat=True))
    if len(answers) >= grounds["several"].bodies and consultation.level < Consultation.Level.CENTRE:
        yield "several"
    since = matter.opened_at - timedelta(days=grounds["repeated"].days)
    about = consultation.about_id
    same = Matter.objects.filter(place=matter.place, topic=matter.topic, opened_at__gte=since).exclude(pk=about)
    if matter.topic and same.exclude(kind=Matter.Kind.CONSULTATION).count() >= grounds["repeated"].times:
        yield "repeated"
    if Participant.Answer.DECLINED in answers or consultation.remarks.exists() or disagreeing(consultation):
        yield "contested"
    if matter.opened_at < timezone.now() - timedelta(days=grounds["unsolved"].days):
        yield "unsolved"


# The deeds of who leads, and the stages in which each is at hand; the first one at hand is the next deed.
HELD: dict[str, frozenset[str]] = {
    "invite": frozenset({Stage.CALLED, Stage.MEETING, Stage.CARRIED_OUT}),
    "begin": frozenset({Stage.CALLED}),
    "leave-out": frozenset({Stage.CALLED, Stage.MEETING, Stage.CARRIED_OUT}),
    "minutes": frozenset({Stage.MEETING, Stage.CARRIED_OUT}),
    "confirm": frozenset({Stage.MEETING, Stage.CARRIED_OUT}),
    "decide": frozenset({Stage.MEETING, Stage.CARRIED_OUT}),
    "opinion": frozenset({Stage.MEETING, Stage.CARRIED_OUT}),
    "solved": frozenset({Stage.CARRIED_OUT}),
    "move-up": frozenset({Stage.MEETING, Stage.CARRIED_OUT}),
    "book": frozenset({Stage.CALLED, Stage.MEETING, Stage.CARRIED_OUT}),
    "unsolved": frozenset(stage for stage in Stage.values if Stage.UNSOLVED in MOVES[stage]),
}


def _fits(consultation: Consultation, name: str) -> bool:
    """Whether a deed makes sense now, beyond the stage."""
    if name in {"minutes", "confirm"} and consultation.minutes_confirmed_at is not None:
        return False
    if name == "confirm":
        return bool(consultation.minutes)
    if name == "leave-out":
        return consultation.participants.exclude(organisation=consultation.matter.lead).exists()
    return not (name == "move-up" and consultation.level == Consultation.Level.COUNTY)


def deeds_at_hand(consultation: Consultation, person: Person) -> list[str]:
    """The names of the deeds that this person can do now as the one who leads, the next one first."""
    if not consultations_held_by(person).filter(pk=consultation.pk).exists():
        return []
    stage = consultation.matter.stage
    names = [name for name, stages in HELD.items() if stage in stages and _fits(consultation, name)]
    first = {Stage.CALLED: "begin", Stage.MEETING: "minutes", Stage.CARRIED_OUT: "opinion"}.get(Stage(stage))
    if stage == Stage.CALLED and consultation.participants.count() < 2:
        first = "invite"
    return sorted(names, key=lambda name: name != first)


def own_answers(consultation: Consultation, person: Person) -> list[Participant]:
    """The bodies in it for which this person speaks."""
    mine = bodies_with(person, "attend_consultation")
    return [one for one in consultation.participants.select_related("organisation") if one.organisation_id in mine]


def about_if_read(consultation: Consultation, person: Person) -> Matter | None:
    """The matter it is about, for who may read that too."""
    return matters_read_by(person).filter(pk=consultation.about_id).first()
