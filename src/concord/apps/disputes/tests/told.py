"""A dispute told as far as a test needs it: the deeds that bring it to a step, done by those who do them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal

from django.db import connection
from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel, Dispute, Settlement
from concord.apps.disputes.services import ending, mediation, settlement, triage
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.core.matters.access import declare_system
from concord.core.matters.models import Party
from tests.ground.cast import Cast

WORDS = "我在工地干了三个月，包工头拖欠工资三万五，一直推说没钱，请帮我讨薪。"
BO, BOSS = "13900000001", "13911110002"
DUE = localdate() + timedelta(days=10)


@dataclass(slots=True)
class Told:
    """A dispute at some step, with the codes by which each side follows it."""

    cast: Cast
    pk: int
    code: str
    boss_code: str = ""

    @property
    def dispute(self) -> Dispute:
        """As the database has it now."""
        declare_system()
        return Dispute.objects.select_related("matter", "mediator").get(pk=self.pk)

    @property
    def stage(self) -> str:
        """Where it stands now."""
        return self.dispute.matter.stage

    def party(self, side: str) -> Party:
        """The first party of a side."""
        declare_system()
        return Party.objects.select_related("matter").filter(matter=self.pk, side=side).earliest("pk")

    @property
    def settlement(self) -> Settlement:
        """The newest settlement."""
        declare_system()
        return Settlement.objects.select_related("paper").filter(dispute=self.pk).latest("pk")


def report(cast: Cast, **more: object) -> Told:
    """bo's report about his boss."""
    said = {"words": WORDS, "place_id": cast.township, "name": "王小波", "phone": BO, "channel": Channel.WEB}
    said |= {"phone_checked": True, "respondent": "恒远建筑劳务有限公司", "person": cast["bo"]}
    received = report_dispute(Intake(**(said | more)), today=localdate())  # type: ignore[arg-type]
    return Told(cast, received.report.dispute_id, received.follow_code)


def accept(told: Told) -> None:
    """alice accepts it as unpaid wages."""
    decision = triage.Decision(item="C08-1", place_id=told.cast.township)
    triage.accept_dispute(told.pk, decision, by=told.cast["alice"], today=localdate())


def hand_over(told: Told) -> None:
    """alice gives it to the labour department."""
    lead = told.cast.body("labour")
    triage.send_to_department(told.pk, lead=lead, joint=[], way="", by=told.cast["alice"], today=localdate())


def contest(told: Told) -> None:
    """dora says that it is not her department's duty."""
    by, housing = told.cast["dora"], told.cast.body("housing")
    triage.contest_routing(told.pk, reason="是房屋问题", points_to=housing, by=by, today=localdate())


def resolve(told: Told) -> None:
    """dora answers and closes."""
    triage.resolve_by_department(told.pk, answer="工资已责令支付。", by=told.cast["dora"])


def refuse(told: Told) -> None:
    """alice sends it to another door."""
    by = told.cast["alice"]
    triage.refuse_dispute(told.pk, reason="属于治安案件", door="派出所", by=by, today=localdate())


def assign(told: Told) -> None:
    """alice asks mei."""
    cast = told.cast
    asked = {"mediator": cast["mei"], "committee": cast.body("committee"), "by": cast["alice"]}
    mediation.assign_mediator(told.pk, **asked, today=localdate())


def take_up(told: Told) -> None:
    """mei takes it up, and reaches the other side."""
    mei = told.cast["mei"]
    mediation.take_up(told.pk, by=mei, today=localdate())
    boss = told.party("respondent")
    reached = {"side": "respondent", "name": boss.name, "phone": BOSS, "party_pk": boss.pk}
    _party, told.boss_code = mediation.reach_party(told.pk, **reached, by=mei)


def draft(told: Told) -> None:
    """mei drafts what both agreed to: two payments."""
    promises = [
        settlement.Promise("支付第一期工资", DUE, Decimal("20000.00")),
        settlement.Promise("支付第二期工资", DUE + timedelta(days=30), Decimal("15000.00")),
    ]
    terms = "双方确认欠付工资35000元，分两期付清。"
    settlement.draft_settlement(told.pk, terms=terms, promises=promises, by=told.cast["mei"], today=localdate())


def sign_by(told: Told, side: str) -> None:
    """A party signs the paper that it read."""
    party, paper = told.party(side), told.settlement.paper
    settlement.sign_as_party(party, sha256=paper.sha256, method="phone_code", evidence={})


def sign(told: Told) -> None:
    """Both sides sign, and mei last."""
    sign_by(told, "applicant")
    sign_by(told, "respondent")
    settlement.sign_as_mediator(told.pk, by=told.cast["mei"], today=localdate())


def perform(told: Told) -> None:
    """Both payments are made."""
    for one in told.settlement.instalments.order_by("position"):
        settlement.confirm_instalment(told.pk, one.pk, by=told.cast["mei"], today=localdate())


def end(told: Told) -> None:
    """mei ends it without agreement."""
    ending.end_mediation(told.pk, reason="deadlock", by=told.cast["mei"])


def withdraw(told: Told) -> None:
    """bo takes his report back."""
    ending.withdraw(told.party("applicant"), reason="已经拿到工资")


def object_to(told: Told) -> None:
    """bo objects to how it ended."""
    ending.object_to_ending(told.party("applicant"), words="没有人听我说。", today=localdate())


Step = Callable[[Told], None]
TO_MEDIATING: list[Step] = [accept, assign, take_up]
STEPS: dict[str, list[Step]] = {
    "reported": [],
    "accepted": [accept],
    "handling": [accept, hand_over],
    "contested": [accept, hand_over, contest],
    "resolved": [accept, hand_over, resolve],
    "refused": [refuse],
    "withdrawn": [withdraw],
    "assigned": [accept, assign],
    "mediating": TO_MEDIATING,
    "signing": [*TO_MEDIATING, draft],
    "signed by both": [
        *TO_MEDIATING,
        draft,
        *(lambda told, side=side: sign_by(told, side) for side in ("applicant", "respondent")),
    ],
    "performing": [*TO_MEDIATING, draft, sign],
    "fulfilled": [*TO_MEDIATING, draft, sign, perform],
    "ended": [*TO_MEDIATING, end],
    "objected": [*TO_MEDIATING, end, object_to],
}


def told_to(step: str, cast: Cast) -> Told:
    """A dispute told up to a step; nobody is declared to the database afterwards."""
    told = report(cast)
    for deed in STEPS[step]:
        deed(told)
        declare_system()
    forget_who_asks()
    return told


FORGET = "SELECT " + ", ".join(
    f"set_config('concord.{name}', '', true)" for name in ("scope", "person", "places", "organisations", "matter")
)


def forget_who_asks() -> None:
    """Leave the database as each request finds it: with nobody declared, so it shows nothing."""
    with connection.cursor() as cursor:
        cursor.execute(FORGET)
