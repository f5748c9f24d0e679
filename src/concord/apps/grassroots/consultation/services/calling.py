"""Call a consultation: about which matter, on which level, about what, when and where."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.grassroots.consultation.access import holding
from concord.apps.grassroots.consultation.facts import AboutToBeConsulted, ConsultationCalled
from concord.apps.grassroots.consultation.models import Consultation, Participant, Stage
from concord.apps.grassroots.consultation.rules import rules
from concord.core.acts.services import record
from concord.core.agenda.flowing import involve
from concord.core.agenda.limits import deadline
from concord.core.agenda.owners import bodies_near
from concord.core.agenda.services.tasks import open_task
from concord.core.matters.access import matters_read_by
from concord.core.matters.models import Matter, MatterLink
from concord.core.matters.search import first_entry
from concord.core.matters.services import new_number
from concord.core.papers.models import Paper
from concord.core.people.access import may_in, memberships_today
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal

MOST_ITEMS, TASK = 20, "hold_consultation"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    """What a consultation is for: its level, purpose and agenda; when and where it meets (online where empty)."""

    level: int
    purpose: str
    items: Sequence[str] = field(default_factory=tuple)
    meets_at: datetime | None = None
    meets_where: str = ""


@transaction.atomic
def call_consultation(about_pk: int, call: Call, *, by: Person, today: date) -> Consultation:
    """Call a consultation about a matter that `by` may read, where they may hold one of this level.

    Refuses a matter that has ended or is consulted about already, empty words, and a time that has passed.
    """
    about = matters_read_by(by).select_related("place").select_for_update(of=("self",)).get(pk=about_pk)
    if not may_in(by, holding(call.level), about.place_id):
        raise Refusal(_("You may not hold a consultation of this level here."), field="level")
    if about.kind == Matter.Kind.CONSULTATION or not about.is_open:
        raise Refusal(_("This matter has ended; nothing is left to consult about."))
    if about.consultations.filter(matter__is_open=True).exists():
        raise Refusal(_("A consultation about this matter is under way already."))
    _refuse_unfit(call)
    return open_consultation(about, call, by=by, today=today)


def _refuse_unfit(call: Call) -> None:
    if not call.purpose.strip():
        raise Refusal(_("Write what is to be agreed."), field="purpose")
    if len(call.items) > MOST_ITEMS:
        raise Refusal(_("An agenda has twenty items at most."), field="items")
    if call.meets_at is not None and call.meets_at < timezone.now():
        raise Refusal(_("This time has passed."), field="meets_at")


def open_consultation(
    about: Matter, call: Call, *, by: Person, today: date, moved_from: Consultation | None = None
) -> Consultation:
    """Open the matter of a consultation, with the papers of what it is about; its lead joins first."""
    lead = _lead(about, call.level, by)
    matter = Matter.objects.create(
        number=new_number("HS", about.place_id, today),
        kind=Matter.Kind.CONSULTATION,
        title=about.title,
        topic=about.topic,
        place=about.place,
        lead=lead,
        stage=Stage.CALLED,
        law_as_of=today,
        invented=about.invented,
    )
    made = Consultation.objects.create(
        matter=matter,
        about=about,
        level=call.level,
        purpose=call.purpose.strip(),
        items=[item.strip()[:200] for item in call.items if item.strip()],
        meets_at=call.meets_at,
        meets_where=call.meets_where.strip(),
        called_by=by,
        moved_from=moved_from,
    )
    MatterLink.objects.create(source=matter, target=about, kind=MatterLink.Kind.ABOUT)
    first_entry(matter, [about.title, call.purpose]).save(force_insert=True)
    _bring_papers(moved_from.matter if moved_from else about, matter)
    _join(made, lead)
    open_task(matter, TASK, begun=today, by_when=deadline("consultation", today), organisation=lead)
    _tell(made, by)
    return made


def _lead(about: Matter, level: int, by: Person) -> Organisation:
    """The nearest body that leads this level; where there is none, the caller's own."""
    wanted = rules().levels[level].lead
    found = bodies_near(wanted, about.place_id, about.topic)
    return next((found[name] for name in wanted if name in found), memberships_today(by)[0].organisation)


def _bring_papers(origin: Matter, matter: Matter) -> None:
    """The photos and papers that the staff has, as papers of the consultation; their bytes are kept once."""
    papers = list(Paper.objects.filter(matter=origin).order_by("pk"))
    for paper in papers:
        paper.pk, paper.matter, paper.visibility = None, matter, Paper.Visibility.STAFF
        paper._state.adding = True
    Paper.objects.bulk_create(papers)


def _join(made: Consultation, lead: Organisation) -> None:
    Participant.objects.create(
        consultation=made, organisation=lead, reason=_("leads this level"), answer=Participant.Answer.ACCEPTED
    )
    involve(made.matter, [lead])


def _tell(made: Consultation, by: Person) -> None:
    level_name = str(Consultation.Level(made.level).label)
    called = ConsultationCalled(
        matter_id=made.pk, level=made.level, level_name=level_name, about_id=made.about_id, purpose=made.purpose
    )
    about = AboutToBeConsulted(
        matter_id=made.about_id, consultation_id=made.pk, level_name=level_name, number=str(made.matter.number)
    )
    record(called, about, by=by)
