"""Those who knock, and what is kept: browsers, programs, and all rows to be compared after a refusal."""

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import count

from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from concord.apps.disputes.tests.told import Told, forget_who_asks
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from tests.ground.cast import Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
# What may change although a deed was refused: a session, a kept key, and codes that were tried.
NOT_KEPT = frozenset({"django_session", "api_keptanswer", "notices_phonecode"})
_numbers = count(1)


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before, as it has in life."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        forget_who_asks()
        return super().request(**request)

    def send(self, path: str, said: object = None, *, method: str = "POST", **more: object) -> HttpResponse:
        """A request of a program: JSON, with a fresh idempotency key."""
        headers = {"Idempotency-Key": f"test-key-{next(_numbers)}"} | dict(more.pop("headers", None) or {})  # type: ignore[call-overload]
        body = "" if said is None else said
        return self.generic(method, path, *_encoded(body), headers=headers, **more)  # type: ignore[arg-type, return-value]


def _encoded(body: object) -> tuple[bytes, str]:
    text = body if isinstance(body, str) else json.dumps(body, default=str)
    return text.encode(), "application/json"


def browser(cast: Cast, who: str = "") -> Browser:
    """The browser of one of the cast, signed in; of nobody without a name."""
    client = Browser()
    if who:
        client.force_login(cast[who], backend=BACKEND)
    return client


def follower(code: str) -> Browser:
    """The browser of someone who opened the link with a follow code."""
    client = Browser()
    assert client.get(reverse("disputes:follow_link", args=[code])).status_code == 302
    return client


def knocks(told: Told, who: str) -> Browser:
    """One of the cast; or `bo by code`, `boss by code` as followers; or nobody."""
    codes = {"bo by code": told.code, "boss by code": told.boss_code}
    return follower(codes[who]) if who in codes else browser(told.cast, who)


def newest_sms(phone: str, template: str = "phone_code") -> str:
    """The newest message of a kind to a phone, as the gateway would get it."""
    declare_system()
    found = Notice.objects.filter(channel="sms", template=template).order_by("-pk")
    return next(one.body for one in found if one.address == phone)


def six_digits(phone: str) -> str:
    """The code in the newest message to a phone."""
    return re.findall(r"\d{6}", newest_sms(phone))[0]


@cache
def tables() -> tuple[str, ...]:
    """All tables of the platform that a deed could write to."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        names = [str(row[0]) for row in cursor.fetchall()]
    return tuple(
        name for name in names if name not in NOT_KEPT and not name.startswith(("people_place", "django_", "axes_"))
    )


def kept() -> list[tuple[object, ...]]:
    """All that is kept, to be compared."""
    declare_system()
    one_by_one = " UNION ALL ".join(
        f"SELECT '{table}', (to_jsonb(t) - 'last_login')::text FROM {table} t" for table in tables()
    )
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM ({one_by_one}) everything ORDER BY 1, 2")
        return list(cursor.fetchall())


@contextmanager
def nothing_changes() -> Iterator[None]:
    """Within this block nothing is written."""
    before = kept()
    yield
    changed = set(kept()) ^ set(before)
    assert not changed, sorted(changed)
