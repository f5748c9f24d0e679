"""How invented disputes go: each path is a run of the same deeds that people do, on a believable calendar."""

import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from concord.apps.disputes.models import Channel, Dispute, Offer
from concord.apps.disputes.proposals import propose_bodies
from concord.apps.disputes.selectors.mediators import candidates
from concord.apps.disputes.services import ending, mediation, settlement, triage
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.config.demo import words
from concord.config.demo.clock import at
from concord.config.demo.county import County, a_name, a_phone
from concord.core.matters.access import declare_system
from concord.core.matters.models import Party
from concord.core.people.models import Person
from concord.core.rooms.services import say


@dataclass(slots=True)
class Story:
    """One dispute on its way: the county, the dice, the clock, and what has come about so far."""

    county: County
    dice: random.Random
    now: datetime
    number: int
    told: words.Told
    dispute: Dispute = field(init=False)
    respondent: str = ""
    mediator: Person = field(init=False)

    def later(self, least: float, most: float) -> bool:
        """Move the clock on by some hours, into office hours; False when that would lie in the future."""
        moved = timezone.localtime(self.now + timedelta(hours=self.dice.uniform(least, most)))
        if not 8 <= moved.hour < 18:
            moved = moved.replace(hour=self.dice.randint(9, 16), minute=self.dice.randint(0, 59))
            moved += timedelta(days=1) if moved <= self.now else timedelta()
        if moved >= timezone.now():
            return False
        self.now = moved
        return True

    def again(self) -> Dispute:
        """The dispute as the database has it now."""
        declare_system()
        return Dispute.objects.select_related("matter__place", "matter__lead", "mediator", "committee").get(
            pk=self.dispute.pk
        )

    def party(self, side: str) -> Party:
        """The first party of a side."""
        declare_system()
        return Party.objects.select_related("matter").filter(matter=self.dispute.matter_id, side=side).order_by("pk")[0]


def begin(story: Story) -> bool:
    """Someone reports; False if this story was told by an earlier run."""
    dice, number = story.dice, story.number
    story.respondent = words.respondent(dice, story.told.item, a_name(dice))
    channel = dice.choices([Channel.QR, Channel.WEB, Channel.WINDOW, Channel.HOTLINE], [5, 2, 3, 2])[0]
    taken = {Channel.WINDOW: "centre_clerk", Channel.HOTLINE: "hotline_operator"}.get(channel)
    intake = Intake(
        words=story.told.words,
        place_id=dice.choice(story.county.villages).pk,
        name=a_name(dice),
        phone=a_phone(number),
        channel=channel,
        phone_checked=True,
        sent_key=f"demo-{number}",
        respondent=story.respondent,
        respondent_phone=a_phone(5000 + number),
        happened_on=timezone.localdate(story.now) - timedelta(days=dice.randint(0, 40)),
        taken_by=story.county.person(taken) if taken else None,
        invented=True,
    )
    with at(story.now):
        received = report_dispute(intake, today=timezone.localdate(story.now))
    story.dispute = received.report.dispute
    return bool(received.follow_code)


def accept(story: Story) -> bool:
    """A clerk confirms or corrects the proposal; what the law bars goes to the right door."""
    if not story.later(1, 30):
        return False
    clerk, dispute = story.county.person("coordinator"), story.again()
    doors = triage.doors_of(story.told.item)
    with at(story.now):
        today = timezone.localdate()
        if not doors.civil_mediation:
            triage.refuse_dispute(
                dispute.pk, reason=doors.reason, door=doors.first, item=story.told.item, by=clerk, today=today
            )
            return False
        decision = triage.Decision(item=story.told.item, place_id=dispute.matter.place_id, tags=tuple(dispute.tags))
        triage.accept_dispute(dispute.pk, decision, by=clerk, today=today)
    return True


def assign(story: Story) -> bool:
    """The coordinator asks one of the best fitting mediators."""
    if not story.later(1, 20):
        return False
    with at(story.now):
        today = timezone.localdate()
        free = [one for one in candidates(story.again(), today) if not one.against]
        chosen = story.dice.choice(free[:4]).membership
        story.mediator = chosen.person
        by = story.county.person("coordinator")
        mediation.assign_mediator(
            story.dispute.pk, mediator=chosen.person, committee=chosen.organisation, by=by, today=today
        )
    return True


def decline(story: Story) -> bool:
    """The mediator gives it back."""
    if not story.later(2, 20):
        return False
    with at(story.now):
        reason = story.dice.choice(words.DECLINES)
        mediation.decline(story.dispute.pk, reason=reason, by=story.mediator, today=timezone.localdate())
    return True


def take_up(story: Story) -> bool:
    """The mediator takes it up and makes an appointment."""
    if not story.later(2, 24):
        return False
    with at(story.now):
        mediation.take_up(story.dispute.pk, by=story.mediator, today=timezone.localdate())
        start = story.now + timedelta(days=story.dice.randint(1, 5), minutes=story.dice.randrange(1, 400))
        way = story.dice.choice(["in_person", "room", "phone"])
        where = "调解中心二号室" if way == "in_person" else ""
        mediation.make_appointment(
            story.dispute.pk,
            starts_at=start,
            ends_at=start + timedelta(hours=1),
            way=way,
            where=where,
            by=story.mediator,
        )
    return True


def talk(story: Story) -> bool:
    """A few words in the room."""
    dice, matter = story.dice, story.again().matter
    lines = [("mediator", dice.choice(words.OPENINGS).format(mediator=story.mediator.name))]
    for _round in range(dice.randint(1, 2)):
        lines.append((Party.Side.APPLICANT, dice.choice(words.APPLICANT_SAYS)))
        lines.append((Party.Side.RESPONDENT, dice.choice(words.RESPONDENT_SAYS)))
    lines.append(("mediator", dice.choice(words.MEDIATOR_SAYS)))
    for who, text in lines:
        if not story.later(0.3, 20):
            return False
        with at(story.now):
            if who == "mediator":
                say(matter, text=text, person=story.mediator)
            else:
                say(matter, text=text, party=story.party(who))
    return True


def offer(story: Story) -> bool:
    """The mediator proposes, both answer."""
    if not story.later(2, 40):
        return False
    amount = story.again().amount or Decimal(story.dice.randint(8, 400) * 100)
    with at(story.now):
        made: Offer = mediation.propose_as_mediator(
            story.dispute.pk,
            terms=f"{story.respondent}支付{amount}元了结，分两期。",
            amount=amount,
            pay_by=timezone.localdate() + timedelta(days=30),
            by=story.mediator,
        )
        mediation.answer_offer(story.party(Party.Side.APPLICANT), made.pk, accepts=True)
        mediation.answer_offer(story.party(Party.Side.RESPONDENT), made.pk, accepts=True)
    return True


def draft(story: Story) -> bool:
    """The settlement is drafted."""
    if not story.later(2, 30):
        return False
    dice = story.dice
    offered = story.again().offers.order_by("-pk")[0]
    total, count = offered.amount or Decimal(1000), dice.randint(1, 3)
    terms = dice.choice(words.TERMS).format(amount=total, respondent=story.respondent, count=count)
    each = (total / count).quantize(Decimal("0.01"))
    with at(story.now):
        today = timezone.localdate()
        parts = [each] * (count - 1) + [total - each * (count - 1)]
        promised = [
            settlement.Promise(f"第{n}期款项", today + timedelta(days=25 * n), part) for n, part in enumerate(parts, 1)
        ]
        settlement.draft_settlement(story.dispute.pk, terms=terms, promises=promised, by=story.mediator, today=today)
    return True


def sign(story: Story) -> bool:
    """Both parties and the mediator sign."""
    declare_system()
    paper = story.again().settlements.select_related("paper").exclude(status="recalled")[0].paper
    for side in (Party.Side.APPLICANT, Party.Side.RESPONDENT):
        if not story.later(1, 24):
            return False
        with at(story.now):
            settlement.sign_as_party(
                story.party(side), sha256=paper.sha256, method="phone_code", evidence={"invented": "yes"}
            )
    if not story.later(1, 10):
        return False
    with at(story.now):
        settlement.sign_as_mediator(story.dispute.pk, by=story.mediator, today=timezone.localdate())
    return True


def perform(story: Story) -> bool:
    """What was promised is done, one after the other."""
    declare_system()
    live = story.again().settlements.exclude(status="recalled")[0]
    for one in live.instalments.order_by("position"):
        if not story.later(24 * 10, 24 * 22):
            return False
        with at(story.now):
            settlement.confirm_instalment(story.dispute.pk, one.pk, by=story.mediator, today=timezone.localdate())
    return True


def end(story: Story) -> bool:
    """No agreement."""
    if not story.later(20, 120):
        return False
    with at(story.now):
        reason = story.dice.choice(["deadlock", "refusal", "unreachable"])
        ending.end_mediation(story.dispute.pk, reason=reason, by=story.mediator)
    return True


def department(story: Story) -> bool:
    """A department gets it, sometimes with another beside it."""
    if not story.later(1, 20):
        return False
    dispute = story.again()
    bodies = [one.organisation for one in propose_bodies(story.told.item, dispute.matter.place_id)]
    handling = [one for one in bodies if one.kind == "department"] or [story.county.bodies["urban"]]
    joint = handling[1:2] if story.dice.random() < 0.3 else []
    with at(story.now):
        by = story.county.person("coordinator")
        today = timezone.localdate()
        triage.send_to_department(dispute.pk, lead=handling[0], joint=joint, way="resolution", by=by, today=today)
    return True


def _handler(story: Story) -> Person | None:
    lead = story.again().matter.lead
    found = Person.objects.filter(memberships__organisation=lead, memberships__role="department_handler")
    return found.order_by("pk").first()


def resolve(story: Story) -> bool:
    """The department answers."""
    handler = _handler(story)
    if handler is None or not story.later(20, 140):
        return False
    with at(story.now):
        triage.resolve_by_department(story.dispute.pk, answer=story.dice.choice(words.ANSWERS), by=handler)
    return True


def contest(story: Story) -> bool:
    """The department says that it is not its duty."""
    handler = _handler(story)
    if handler is None or not story.later(5, 30):
        return False
    with at(story.now):
        reason = story.dice.choice(words.CONTESTS)
        points_to = story.county.bodies["urban"]
        triage.contest_routing(
            story.dispute.pk, reason=reason, points_to=points_to, by=handler, today=timezone.localdate()
        )
    return True


def rate(story: Story) -> bool:
    """The resident says how it was."""
    if not story.later(5, 100):
        return False
    score = story.dice.choices([5, 4, 3, 2], [6, 3, 1, 1])[0]
    said = story.dice.choice(words.PRAISE if score >= 4 else words.COMPLAINTS)
    with at(story.now):
        ending.rate(story.party(Party.Side.APPLICANT), score=score, words=said)
    return True


def object_to(story: Story) -> bool:
    """The resident objects."""
    if not story.later(5, 60):
        return False
    with at(story.now):
        said = story.dice.choice(words.OBJECTIONS)
        ending.object_to_ending(story.party(Party.Side.APPLICANT), words=said, today=timezone.localdate())
    return True
