"""One consultation of the demo county, from its call to a decision, and a small pool of four forces; all invented."""

from django.utils import timezone

from concord.apps.grassroots.consultation.models import Consultation, Force, ForceKind
from concord.apps.grassroots.consultation.selectors.detail import proposed_for
from concord.apps.grassroots.consultation.services.calling import Call, call_consultation
from concord.apps.grassroots.consultation.services.deciding import decide
from concord.apps.grassroots.consultation.services.inviting import invite
from concord.apps.grassroots.consultation.services.meeting import Said, begin_meeting, speak, write_minutes
from concord.apps.grassroots.consultation.services.pool import Entry, enter_force
from concord.config.demo.county import County
from concord.core.matters.access import declare_system, matters_read_by
from concord.core.matters.models import Matter
from concord.core.people.models import Person

POOL = [
    ("mediator", ForceKind.PROFESSION, "劳动争议、工程款"),
    ("grid", ForceKind.SELF_GOVERNMENT, "熟悉本社区的人和事"),
    ("market", ForceKind.LAW, "消费维权、合同"),
]
MINUTES = "各方到现场看过：水沟被建筑垃圾填埋，下雨倒灌。住建部门先清淤，街道盯住施工单位恢复原状。"


def _fill_pool(county: County, keeper: Person) -> None:
    for username, kind, skills in POOL:
        person = Person.objects.get(username=username)
        if not Force.objects.filter(person=person, kind=kind, is_active=True).exists():
            enter_force(Entry(person=person, kind=kind, place_id=county.place.pk, skills=skills), by=keeper)


def make_consultations(county: County) -> None:
    """A consultation about a drain that the township could not see to alone; making it again changes nothing."""
    coordinator = Person.objects.get(username="coordinator")
    _fill_pool(county, coordinator)
    declare_system()
    if Consultation.objects.filter(matter__county=county.place.pk).exists():
        return
    handed_on = matters_read_by(coordinator).filter(kind=Matter.Kind.SIGHTING, stage="handed_on", topic="P08")
    about = handed_on.order_by("pk").first()
    if about is None:
        return
    today = timezone.localdate()
    call = Call(level=3, purpose="水沟由谁清、由谁修，什么时候修好", items=("看现场", "查责任", "定时间"))
    made = call_consultation(about.pk, call, by=coordinator, today=today)
    housing = county.bodies["housing"]
    invite(made.pk, [housing], reason="管建筑垃圾", by=coordinator)
    for one in proposed_for(made):
        invite(made.pk, [one.organisation], reason=one.reason, by=coordinator)
    begin_meeting(made.pk, by=coordinator)
    speak(made.pk, Said(text="照片在材料里，请各单位先看，半小时后说意见。"), by=coordinator)
    write_minutes(made.pk, MINUTES, by=coordinator)
    decide(made.pk, "清掉水沟里的建筑垃圾，恢复排水", housing, by=coordinator, today=today)
