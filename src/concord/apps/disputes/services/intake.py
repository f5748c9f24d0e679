"""Take in what people report: by QR code, window, hotline or API. One intake, many doors (D1, D2)."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal

from django.conf import settings
from django.db import transaction
from django.db.models import Count, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.disputes.facts import ReportJoined, ReportReceived
from concord.apps.disputes.letters import follow_url
from concord.apps.disputes.models import Dispute, Poster, Report, Stage
from concord.apps.disputes.proposals import propose_reading
from concord.core.acts.services import record
from concord.core.agenda.limits import deadline
from concord.core.matters.access import declare_system
from concord.core.matters.follow import follow_hash, new_follow_code
from concord.core.matters.models import Matter, Party
from concord.core.matters.search import enter_for_search, first_entry
from concord.core.matters.services import PartyNamed, add_parties, new_number
from concord.core.notices.services import Letter, send
from concord.core.papers.models import Paper
from concord.core.people.models import Person, Place
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal, TooMany


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What someone reported, in their own words, and how it reached us.

    `sent_key` is the sender's own random key: the same report sent twice opens one dispute. `phone_checked` says
    that a code sent to the phone came back, or that a clerk took the report.
    """

    words: str
    place_id: str
    name: str
    phone: str
    channel: str
    phone_checked: bool
    sent_key: str = ""
    identity_number: str = ""
    person: Person | None = None
    respondent: str = ""
    respondent_phone: str = ""
    object: str = ""
    happened_on: date | None = None
    amount: Decimal | None = None
    people_affected: int = 1
    latitude: Decimal | None = None
    longitude: Decimal | None = None
    poster: Poster | None = None
    taken_by: Person | None = None
    paper_ids: tuple[int, ...] = field(default=())
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Received:
    """A report that was taken in: the report, and the code to follow it (empty when it had been sent before)."""

    report: Report
    follow_code: str


def _sent_before(intake: Intake) -> Report | None:
    """The same report, if it was sent before."""
    return Report.objects.filter(sent_key=intake.sent_key).first() if intake.sent_key else None


def _from_this_phone(intake: Intake) -> QuerySet[Party]:
    """Those who reported from the same phone within a day."""
    day_ago = timezone.now() - timedelta(days=1)
    same = Party.objects.filter(phone_hash=keyed_hash(intake.phone), side=Party.Side.APPLICANT)
    return same.filter(joined_at__gte=day_ago)


def _refuse_too_many(sent: int) -> None:
    if sent >= settings.CONCORD_REPORTS_PER_PHONE_A_DAY:
        raise TooMany(
            _("%(count)d reports came from this phone within a day. Call the hotline 12345 if there is more.")
            % {"count": sent}
        )


def _title(words: str) -> str:
    first = " ".join(words.split())
    return first if len(first) <= 40 else first[:39] + "…"


def _place(intake: Intake) -> Place:
    """Where it happened; one statement also asks how much came from this phone, and too much is refused."""
    count = _from_this_phone(intake).order_by().values("side").annotate(number=Count("pk")).values("number")
    asked = Place.objects.filter(pk=intake.place_id).annotate(sent=Coalesce(Subquery(count), 0))
    place = asked.first()
    if place is None or place.level < Place.Level.COUNTY:
        raise Refusal(
            _("This place is not in the list. Choose the county, town or village where it happened."), field="place"
        )
    _refuse_too_many(place.sent)
    return place


def _open_dispute(intake: Intake, place: Place, today: date) -> Dispute:
    due = deadline("triage", today)
    matter = Matter.objects.create(
        number=new_number("JF", place.pk, today),
        kind=Matter.Kind.DISPUTE,
        title=_title(intake.words),
        place=place,
        stage=Stage.REPORTED,
        yellow_on=due.yellow_on,
        due_on=due.due_on,
        law_as_of=today,
        invented=intake.invented,
    )
    reading = propose_reading(intake.words, poster_topic=intake.poster.topic if intake.poster else "")
    dispute = Dispute(
        matter=matter,
        words=intake.words,
        object=intake.object or (intake.poster.object if intake.poster else ""),
        happened_on=intake.happened_on,
        amount=intake.amount if intake.amount is not None else reading.amount,
        people_affected=intake.people_affected,
        proposal=reading.as_json(),
        tags=list(reading.tags),
    )
    dispute.save(force_insert=True)
    return dispute


def _reporter(intake: Intake, code: str) -> PartyNamed:
    return PartyNamed(
        side=Party.Side.APPLICANT,
        name=intake.name,
        phone=intake.phone,
        identity_number=intake.identity_number,
        person=intake.person,
        follow_code=code,
    )


def _enter_report(dispute: Dispute, party: Party, intake: Intake) -> Report:
    report = Report.objects.create(
        dispute=dispute,
        party=party,
        words=intake.words,
        channel=intake.channel,
        poster=intake.poster,
        taken_by=intake.taken_by,
        latitude=intake.latitude,
        longitude=intake.longitude,
        sent_key=intake.sent_key or None,
    )
    if intake.paper_ids:
        Paper.objects.filter(pk__in=intake.paper_ids, matter=None).update(matter=dispute.matter)
    return report


@transaction.atomic
def report_dispute(intake: Intake, *, today: date) -> Received:
    """Take in a report: open the dispute, propose what it is, and give the resident a code to follow it.

    Refuses a phone that was not checked, a place that does not exist, and more reports from one phone than a person
    needs in a day. The same `sent_key` again answers with the first report and writes nothing.
    """
    if not intake.phone_checked:
        raise Refusal(_("Enter the code that was sent to your phone, so that we can reach you."), field="phone_code")
    declare_system()
    before = _sent_before(intake)
    if before is not None:
        return Received(before, "")
    dispute = _open_dispute(intake, _place(intake), today)
    code = new_follow_code()
    named = [_reporter(intake, code)]
    if intake.respondent:
        named.append(PartyNamed(Party.Side.RESPONDENT, intake.respondent, intake.respondent_phone))
    parties = add_parties(dispute.matter, named)
    report = _enter_report(dispute, parties[0], intake)
    first_entry(dispute.matter, [intake.words, dispute.object, *(p.name for p in parties)]).save(force_insert=True)
    send_follow_code(parties[0], code)
    record(
        ReportReceived(matter_id=dispute.matter_id, channel=intake.channel),
        by=intake.taken_by or intake.person,
        name="" if intake.taken_by else intake.name,
    )
    return Received(report, code)


@transaction.atomic
def join_report(dispute_pk: int, intake: Intake, *, today: date) -> Received:
    """Add a report to a dispute that someone else reported already; both are handled, and told, together."""
    if not intake.phone_checked:
        raise Refusal(_("Enter the code that was sent to your phone, so that we can reach you."), field="phone_code")
    declare_system()
    before = _sent_before(intake)
    if before is not None:
        return Received(before, "")
    _refuse_too_many(_from_this_phone(intake).count())
    dispute = Dispute.objects.select_for_update(of=("self",)).filter(pk=dispute_pk, matter__is_open=True).first()
    if dispute is None:
        raise Refusal(_("That dispute has ended meanwhile. Send your report as a new one."))
    code = new_follow_code()
    (party,) = add_parties(dispute.matter, [_reporter(intake, code)])
    report = _enter_report(dispute, party, intake)
    Dispute.objects.filter(pk=dispute.pk).update(people_affected=dispute.people_affected + intake.people_affected)
    texts = [*dispute.reports.values_list("words", flat=True), dispute.object]
    enter_for_search(dispute.matter, [*texts, *dispute.matter.parties.values_list("name", flat=True)])
    send_follow_code(party, code)
    record(ReportJoined(matter_id=dispute.matter_id, party_id=party.pk), by=intake.person, name=intake.name)
    return Received(report, code)


def send_follow_code(party: Party, code: str) -> None:
    """Send a party the code of their own, once for each code; nothing is sent about invented disputes."""
    if not party.phone or party.matter.invented:
        return
    body = _("[Concord] %(number)s: your follow code is %(code)s. See each step: %(url)s") % {
        "number": party.matter.number,
        "code": code,
        "url": follow_url(code),
    }
    key = f"follow-{follow_hash(code)[:32]}"
    send(
        Letter(
            channel="sms", address=party.phone, template="follow_code", body=body, key=key, matter_id=party.matter_id
        )
    )
