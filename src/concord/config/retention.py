"""Forget, each night, what is no longer needed: the table `data/retention.yaml` says what, when and on what ground."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from importlib.resources import files

import yaml
from asgiref.sync import async_to_sync
from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone
from procrastinate.contrib.django import app

from concord.core.api.forgetting import forget_answers, forget_tokens
from concord.core.exchange.forgetting import forget_received, forget_rows
from concord.core.matters.access import declare_system
from concord.core.matters.forgetting import forget_parties
from concord.core.notices.forgetting import forget_addresses, forget_phone_codes, forget_words
from concord.core.papers.forgetting import forget_unclaimed


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept, for how many days since what, and on what ground."""

    id: str
    what: str
    since: str
    days: int
    basis: str


@cache
def kept() -> tuple[Kept, ...]:
    """The rows of the table."""
    raw = yaml.safe_load((files("concord") / "data/retention.yaml").read_text(encoding="utf-8"))
    return tuple(Kept(**row) for row in raw["kept"])


def _forget_sessions(before: datetime) -> int:
    return Session.objects.filter(expire_date__lt=before).delete()[0]


def _forget_sign_ins(before: datetime) -> int:
    logs = (AccessAttempt, AccessFailureLog, AccessLog)
    return sum(log.objects.filter(attempt_time__lt=before).delete()[0] for log in logs)


def _forget_jobs(before: datetime) -> int:
    hours = int((timezone.now() - before).total_seconds() // 3600)
    async_to_sync(app.job_manager.delete_old_jobs)(nb_hours=hours)
    return 0


def _forget_closed(before: datetime) -> int:
    """How parties were reached, and what sources had said of it."""
    return forget_parties(before) + forget_received(before)


BROOMS: dict[str, Callable[[datetime], int]] = {
    "sessions": _forget_sessions,
    "phone_codes": forget_phone_codes,
    "kept_answers": forget_answers,
    "unclaimed_papers": forget_unclaimed,
    "done_jobs": _forget_jobs,
    "notice_addresses": forget_addresses,
    "sign_in_log": _forget_sign_ins,
    "expired_tokens": forget_tokens,
    "rejected_rows": forget_rows,
    "notice_words": forget_words,
    "closed_matters": _forget_closed,
}


def forget_what_is_over(now: datetime) -> dict[str, int]:
    """Go through the table, each row in a transaction of its own; returns how much was forgotten by row."""
    forgotten = {}
    for row in kept():
        with transaction.atomic():
            declare_system()
            forgotten[row.id] = BROOMS[row.id](now - timedelta(days=row.days))
    return forgotten
