"""Help those whom a confirmed warning affects: list them, offer a solution, note what each answers (D7)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.apps.insight.warnings.access import warnings_judged_by
from concord.apps.insight.warnings.facts import AnswersNoted, PeopleListed, SolutionOffered
from concord.apps.insight.warnings.models import Affected, EarlyWarning, Offer, Stage
from concord.core.acts.services import record
from concord.core.exchange.files import rows_under
from concord.core.matters.models import MatterLink, Party
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal

NAME, PHONE, AMOUNT, ANSWER, WORDS = "姓名", "电话", "金额", "答复", "说明"
SAID = {"接受": Affected.Answer.ACCEPTED, "同意": Affected.Answer.ACCEPTED, "不接受": Affected.Answer.DECLINED}
MOST_PEOPLE = 20_000


@dataclass(frozen=True, slots=True)
class Listed:
    """Someone affected, as they are listed."""

    name: str
    phone: str = ""
    amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Answered:
    """What someone answered, found by name and phone as they were listed."""

    name: str
    phone: str
    accepts: bool
    words: str = ""


def _held(pk: int, by: Person) -> EarlyWarning:
    """A confirmed warning that `by` works on, locked."""
    confirmed = warnings_judged_by(by).filter(matter__stage=Stage.CONFIRMED)
    return confirmed.select_for_update(of=("self",)).get(pk=pk)


def reporters_of(warning: EarlyWarning) -> list[Listed]:
    """Those who reported what the warning is about: the first ones to be helped."""
    reports = MatterLink.objects.filter(source=warning.matter, kind=MatterLink.Kind.ABOUT).values("target")
    parties = Party.objects.filter(matter__in=reports, side=Party.Side.APPLICANT).order_by("pk")
    return [Listed(party.name, party.phone) for party in parties]


def enter(warning: EarlyWarning, people: Iterable[Listed]) -> int:
    """Enter people who are not listed yet; returns how many."""
    known = set(warning.affected.values_list("name", "phone_hash"))
    fresh = {}
    for one in people:
        key = (one.name, keyed_hash(one.phone) if one.phone else "")
        if key not in known:
            fresh[key] = Affected(warning=warning, name=one.name, phone=one.phone, phone_hash=key[1], amount=one.amount)
    Affected.objects.bulk_create(fresh.values(), batch_size=1_000)
    return len(fresh)


@transaction.atomic
def list_people(pk: int, people: Iterable[Listed], *, by: Person) -> int:
    """List people whom it affects; who is listed already stays as they are. Refuses an empty list, and too many."""
    warning, people = _held(pk, by), list(people)
    if not people:
        raise Refusal(_("The list names nobody."), field="file")
    if len(people) > MOST_PEOPLE:
        raise Refusal(_("The file has more than 20,000 rows. Send it in parts."), field="file")
    number = enter(warning, people)
    record(PeopleListed(matter_id=pk, number=number, all=warning.affected.count()), by=by)
    return number


@transaction.atomic
def offer_solution(pk: int, words: str, *, by: Person) -> Offer:
    """Offer a solution to all who have not settled. Refuses empty words, and a list of nobody."""
    warning = _held(pk, by)
    if not words.strip():
        raise Refusal(_("Write what is offered."), field="words")
    waiting = warning.affected.exclude(answer=Affected.Answer.ACCEPTED)
    made = Offer.objects.create(warning=warning, words=words.strip()[:1_000], by=by)
    number = waiting.update(offer=made, answer=Affected.Answer.WAITING, words="", answered_at=None)
    if number == 0:
        raise Refusal(_("Nobody waits for a solution. List first whom it affects."))
    record(SolutionOffered(matter_id=pk, offer_id=made.pk, number=number, words=made.words), by=by)
    return made


@transaction.atomic
def note_answers(pk: int, answers: Iterable[Answered], *, by: Person) -> int:
    """Note what people answered; returns how many. Refuses someone who is not listed, and answers before an offer."""
    warning, answers = _held(pk, by), list(answers)
    listed = {(one.name, one.phone_hash): one for one in warning.affected.filter(offer__isnull=False)}
    changed, now = [], timezone.now()
    for said in answers:
        one = listed.get((said.name, keyed_hash(said.phone) if said.phone else ""))
        if one is None:
            told = _("Nobody of the list who was offered something is called so, with this phone: %(name)s.")
            raise Refusal(told % {"name": said.name}, field="file")
        one.answer = Affected.Answer.ACCEPTED if said.accepts else Affected.Answer.DECLINED
        one.words, one.answered_at = said.words[:300], now
        changed.append(one)
    Affected.objects.bulk_update(changed, ["answer", "words", "answered_at"], batch_size=500)
    settled = warning.affected.filter(answer=Affected.Answer.ACCEPTED).count()
    record(AnswersNoted(matter_id=pk, number=len(changed), settled=settled, all=warning.affected.count()), by=by)
    return len(changed)


def people_in(content: bytes) -> list[Listed]:
    """The people of a file, CSV or Excel, with the columns 姓名, 电话 and, where it is known, 金额."""
    return [
        Listed(_text(row, NAME), _text(row, PHONE), _amount(row, number)) for number, row in rows_under(content, [NAME])
    ]


def answers_in(content: bytes) -> list[Answered]:
    """The answers of a file with the columns 姓名, 电话, 答复 (接受 or 不接受) and 说明."""
    return [_answer(row, number) for number, row in rows_under(content, [NAME, ANSWER])]


def _text(row: dict[str, object], column: str) -> str:
    return str(row.get(column, "")).strip()[:80]


def _answer(row: dict[str, object], number: int) -> Answered:
    said = _text(row, ANSWER)
    if said not in SAID:
        told = _("Row %(number)s: the answer is 接受 or 不接受, not “%(said)s”.")
        raise Refusal(told % {"number": number, "said": said}, field="file")
    accepts = SAID[said] == Affected.Answer.ACCEPTED
    return Answered(_text(row, NAME), _text(row, PHONE), accepts, _text(row, WORDS))


def _amount(row: dict[str, object], number: int) -> Decimal | None:
    text = _text(row, AMOUNT).replace(",", "")
    if not text:
        return None
    try:
        return Decimal(text).quantize(Decimal("0.01"))
    except InvalidOperation:
        told = _("Row %(number)s: “%(text)s” is no amount.") % {"number": number, "text": text}
        raise Refusal(told, field="file") from None
