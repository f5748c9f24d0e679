"""A small world for the API's tests: a dispute at each step, and keys for the cast; all in the open transaction."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel, Dispute
from concord.apps.disputes.services import ending, mediation, settlement, triage
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.apps.disputes.services.posters import make_poster
from concord.core.api.models import Token
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Party
from concord.core.notices.services import Letter, send
from concord.core.people.models import Place
from concord.core.people.sealed import keyed_hash
from concord.core.rooms.services import say
from tests.ground.cast import Cast

WORDS = "我在工地干了三个月，包工头拖欠工资三万五，一直推说没钱，请帮我讨薪。"
NOISE = "楼下烧烤店每天半夜油烟噪音扰民，整栋楼睡不着，多次反映没有人管。"
WAGES = "C08-1"
WITH_TOKENS = ("alice", "carol", "mei", "dora", "oscar", "nina", "otto", "hugo", "bo")


@contextmanager
def rolled_back() -> Iterator[None]:
    """What happens within leaves no trace: neither in the database nor in what was counted."""
    cache.clear()
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def token_for(cast: Cast, who: str) -> str:
    """A token of one of the cast."""
    key = f"token-of-{who}"
    expires = localdate() + timedelta(days=9)
    Token.objects.create(person=cast[who], name="tests", key_hash=keyed_hash(f"token:{key}"), expires_on=expires)
    return key


@dataclass
class World:
    """Disputes by step, with the follow code of who reported each, and the headers by which each asker is known."""

    cast: Cast
    disputes: dict[str, int] = field(default_factory=dict)
    codes: dict[str, str] = field(default_factory=dict)
    headers: dict[str, dict[str, str]] = field(default_factory=dict)

    def reported(self, step: str, *, words: str = WORDS, phone: str = "13911110001") -> int:
        """A fresh report, remembered as standing at `step`."""
        intake = Intake(
            words=words,
            place_id=self.cast.township,
            name="王小波",
            phone=phone,
            channel=Channel.WEB,
            phone_checked=True,
            person=self.cast["bo"],
            respondent="恒远建筑劳务有限公司",
        )
        received = report_dispute(intake, today=localdate())
        pk = received.report.dispute_id
        self.disputes[step], self.codes[step] = pk, received.follow_code
        return pk

    def accepted(self, step: str) -> int:
        """A report that alice accepted."""
        pk, alice = self.reported(step), self.cast["alice"]
        triage.accept_dispute(pk, triage.Decision(item=WAGES, place_id=self.cast.township), by=alice, today=localdate())
        return pk

    def assigned(self, step: str) -> int:
        """An accepted one, which mei is asked to take."""
        pk, (mei, alice) = self.accepted(step), (self.cast["mei"], self.cast["alice"])
        committee = self.cast.body("committee")
        mediation.assign_mediator(pk, mediator=mei, committee=committee, by=alice, today=localdate())
        return pk

    def mediating(self, step: str) -> int:
        """One that mei has taken up, with the other side reached, a proposal, an appointment and words in the room."""
        pk, mei = self.assigned(step), self.cast["mei"]
        dispute = mediation.take_up(pk, by=mei, today=localdate())
        boss = dispute.matter.parties.get(side=Party.Side.RESPONDENT)
        mediation.reach_party(pk, side="respondent", name=boss.name, phone="13911110002", party_pk=boss.pk, by=mei)
        mediation.propose_as_mediator(pk, terms="分两期支付35000元", amount=None, pay_by=None, by=mei)
        begins = timezone.now() + timedelta(days=len(self.disputes))
        mediation.make_appointment(
            pk, starts_at=begins, ends_at=begins + timedelta(hours=1), way="room", where="", by=mei
        )
        say(dispute.matter, text="双方好。", person=mei)
        return pk

    def signing(self, step: str) -> int:
        """One whose settlement waits for signatures."""
        pk, mei, today = self.mediating(step), self.cast["mei"], localdate()
        promise = settlement.Promise("支付工资", today + timedelta(days=10))
        settlement.draft_settlement(pk, terms="一次付清。", promises=[promise], by=mei, today=today)
        return pk

    def performing(self, step: str) -> int:
        """One that all have signed."""
        pk, mei = self.signing(step), self.cast["mei"]
        paper = Dispute.objects.get(pk=pk).settlements.get().paper
        declare_system()
        for party in Dispute.objects.get(pk=pk).matter.parties.order_by("side"):
            settlement.sign_as_party(party, sha256=paper.sha256, method="phone_code", evidence={})
        settlement.sign_as_mediator(pk, by=mei, today=localdate())
        return pk

    def handling(self, step: str) -> int:
        """One that the labour department handles."""
        pk, labour = self.accepted(step), self.cast.body("labour")
        by, today = self.cast["alice"], localdate()
        triage.send_to_department(pk, lead=labour, joint=[], way="resolution", by=by, today=today)
        return pk

    def ended(self, step: str) -> int:
        """One that ended without agreement."""
        pk = self.mediating(step)
        ending.end_mediation(pk, reason="deadlock", by=self.cast["mei"])
        return pk


STEPS = ("reported", "accepted", "assigned", "mediating", "signing", "performing", "handling", "ended")


def make_world(cast: Cast) -> World:
    """A dispute at each step, a poster, a notice for alice, a token for each of the cast; nobody is declared after."""
    world = World(cast)
    for step in STEPS:
        getattr(world, step)(step)
    world.reported("noise", words=NOISE, phone="13911110009")
    make_poster(place=Place.objects.get(pk=cast.township), hangs_on="3号楼电梯", topic="", by=cast["alice"])
    send(Letter(channel="inbox", template="hello", body="你好", key="hello-1", person_id=cast["alice"].pk))
    world.headers = {who: {"Authorization": f"Bearer {token_for(cast, who)}"} for who in WITH_TOKENS}
    world.headers |= {"stranger": {}, "party": {"Follow-Code": world.codes["mediating"]}}
    world.headers |= {"signer": {"Follow-Code": world.codes["signing"]}, "rater": {"Follow-Code": world.codes["ended"]}}
    declare_follower(0)
    return world
