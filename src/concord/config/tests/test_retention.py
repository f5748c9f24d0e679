"""Each night what is over is forgotten, by the table and no sooner; what is proof stays whatever its age."""

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from axes.models import AccessLog
from django.contrib.sessions.models import Session
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone

from concord.config.retention import BROOMS, forget_what_is_over, kept
from concord.core.acts.models import Act
from concord.core.api.models import KeptAnswer, Token
from concord.core.matters.access import declare_system
from concord.core.matters.forgetting import forget_parties
from concord.core.matters.models import Matter, Party
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.notices.models import Notice, PhoneCode
from concord.core.papers import store
from concord.core.papers.models import Paper, Signature
from concord.core.papers.services import keep_made
from concord.core.rooms.models import Message
from concord.core.rooms.services import say
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
NOW = timezone.now()
DAYS = {row.id: row.days for row in kept()}


def paper(content: bytes, added_at: datetime, matter: Matter | None = None) -> Paper:
    """A paper that was sent at an instant."""
    made = Paper.objects.create(matter=matter, kind="photo", title="t", filename="f", media_type="image/jpeg",
                                size=len(content), sha256=store.put(content))  # fmt: skip
    Paper.objects.filter(pk=made.pk).update(added_at=added_at)
    return made


def notice(key: str, created_at: datetime, **more: object) -> None:
    facts: dict[str, object] = {"channel": "sms", "status": "delivered", "template": "t", "body": "b", "address": "139"}
    made = Notice.objects.create(key=key, **(facts | more))  # type: ignore[misc]
    Notice.objects.filter(pk=made.pk).update(created_at=created_at)


def closed(cast: Cast, number: str, closed_at: datetime | None) -> Matter:
    """A matter with one party, whose phone, identity number, address and follow code are known."""
    matter = Matter.objects.create(
        number=number, kind="dispute", title="t", place_id=cast.township, stage="fulfilled", is_open=closed_at is None,
        closed_at=closed_at, law_as_of=timezone.localdate(NOW),
    )  # fmt: skip
    one = PartyNamed(
        "applicant", "王小波", "13900000001", "330105199001011234", "小河路1号", follow_code=f"CODE{number}"
    )
    add_parties(matter, [one])
    return matter


def rows(*models_: type[models.Model]) -> int:
    declare_system()
    return sum(model.objects.count() for model in models_)  # type: ignore[attr-defined]


def session(key: str, expired_at: datetime) -> None:
    Session.objects.create(session_key=key, session_data="x", expire_date=expired_at)


def phone_code(key: str, expired_at: datetime) -> None:
    PhoneCode.objects.create(phone_hash=key, purpose="p", code_hash="c", expires_at=expired_at)


def kept_answer(key: str, kept_at: datetime) -> None:
    KeptAnswer.objects.create(key=key, request_hash="h")
    KeptAnswer.objects.filter(key=key).update(kept_at=kept_at)


def sign_in(key: str, at: datetime) -> None:
    AccessLog.objects.create(username=key)
    AccessLog.objects.filter(username=key).update(attempt_time=at)


MADE: dict[str, tuple[type[models.Model], Callable[[str, datetime], object]]] = {
    "sessions": (Session, session),
    "phone_codes": (PhoneCode, phone_code),
    "kept_answers": (KeptAnswer, kept_answer),
    "sign_in_log": (AccessLog, sign_in),
    "unclaimed_papers": (Paper, lambda key, at: paper(key.encode(), at)),
}


@pytest.mark.parametrize("row", MADE)
def test_a_row_is_forgotten_when_its_time_is_over_and_no_sooner(row: str) -> None:
    model, make = MADE[row]
    declare_system()
    make("over", NOW - timedelta(days=DAYS[row], minutes=1))
    make("kept", NOW - timedelta(days=DAYS[row]) + timedelta(minutes=1))
    assert [forget_what_is_over(NOW)[row] for _night in range(2)] == [1, 0]
    assert rows(model) == 1


def test_tokens_are_forgotten_half_a_year_after_they_expired(cast: Cast) -> None:
    for days in (DAYS["expired_tokens"] + 1, DAYS["expired_tokens"] - 1):
        expired = timezone.localdate(NOW) - timedelta(days=days)
        Token.objects.create(person=cast["dora"], name="t", key_hash=f"h{days}", expires_on=expired)
    assert forget_what_is_over(NOW)["expired_tokens"] == 1


def test_of_a_notice_first_the_address_and_then_the_words_are_forgotten_and_the_rest_stays() -> None:
    declare_system()
    ages = {"new": 1, "month": 31, "year": 366, "waiting": 366, "inbox": 366}
    for key, days in ages.items():
        more = {"waiting": {"status": "waiting"}, "inbox": {"channel": "inbox"}}.get(key, {})
        notice(key, NOW - timedelta(days=days), **more)
    forget_what_is_over(NOW)
    declare_system()
    left = {one.key: (bool(one.address), bool(one.body)) for one in Notice.objects.all()}
    assert left == {
        "new": (True, True), "month": (False, True), "year": (False, False), "waiting": (True, True),
        "inbox": (False, True),
    }  # fmt: skip


def reached(matter: Matter) -> list[object]:
    """What is known of how to reach and recognise the party of a matter."""
    declare_system()
    party = Party.objects.get(matter=matter)
    hashes = [party.phone_hash, party.identity_hash, party.follow_hash]
    return [value for value in (party.phone, party.identity_number, party.address, *hashes) if value]


def test_parties_of_matters_closed_long_ago_can_no_longer_be_reached_and_it_is_recorded(cast: Cast) -> None:
    declare_system()
    limit = NOW - timedelta(days=DAYS["closed_matters"])
    old, young = closed(cast, "1", limit - timedelta(minutes=1)), closed(cast, "2", limit + timedelta(minutes=1))
    running = closed(cast, "3", None)
    assert [forget_what_is_over(NOW)["closed_matters"] for _night in range(2)] == [1, 0]
    assert (len(reached(old)), len(reached(young)), len(reached(running))) == (0, 6, 6)
    assert Party.objects.get(matter=old).name == "王小波"
    acts = Act.objects.filter(kind="PersonalDataForgotten")
    assert [(act.matter_id, act.payload) for act in acts] == [(old.pk, {"parties": 1})]


def test_more_than_fits_at_once_is_left_for_the_next_night(cast: Cast) -> None:
    declare_system()
    for number in range(3):
        closed(cast, str(number), NOW - timedelta(days=2000))
    assert [forget_parties(NOW, most=2) for _night in range(3)] == [2, 1, 0]


def test_nothing_about_proof_is_deleted_however_old_it_is(cast: Cast) -> None:
    declare_system()
    ages_ago = NOW - timedelta(days=20 * 365)
    matter = closed(cast, "1", ages_ago)
    made = keep_made(matter, b"%PDF-proof", title="协议", filename="a.pdf", kind="settlement", by=None)
    Paper.objects.filter(pk=made.pk).update(added_at=ages_ago)
    Signature.objects.create(paper=made, party=matter.parties.get(), name="王小波", sha256=made.sha256, method="phone")
    say(matter, text="同意。", party=matter.parties.get())
    proof = (Act, Paper, Signature, Message, Party, Matter)
    before = rows(*proof)
    forget_what_is_over(NOW)
    assert rows(*proof) == before + Act.objects.filter(kind="PersonalDataForgotten").count()
    assert store.get(made.sha256) == b"%PDF-proof"


def test_bytes_that_another_paper_needs_stay_and_others_go(cast: Cast) -> None:
    declare_system()
    matter, old = closed(cast, "1", None), NOW - timedelta(days=9)
    needed, lonely = paper(b"shared", old), paper(b"lonely", old)
    paper(b"shared", old, matter)
    assert forget_what_is_over(NOW)["unclaimed_papers"] == 2
    assert store.get(needed.sha256) == b"shared"
    assert not default_storage.exists(f"{lonely.sha256[:2]}/{lonely.sha256[2:4]}/{lonely.sha256}")


def test_keeping_and_dropping_the_same_bytes_never_happen_at_once() -> None:
    digest = store.put(b"same")
    shared = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND mode = 'ShareLock'"
    with connection.cursor() as cursor:
        cursor.execute(f"{shared} AND pid = pg_backend_pid()")
        (held,) = cursor.fetchone()
    assert held == 1
    store.hold(digest, alone=True)


def test_the_table_and_what_is_done_are_the_same_and_each_row_says_why() -> None:
    assert {row.id for row in kept()} == set(BROOMS)
    assert all(row.basis and row.what and row.since and row.days >= 0 for row in kept())
