"""What runs: the worker and how far it has come, the carriers of notices, the pages."""

import smtplib
import socket
from collections.abc import Iterator
from datetime import datetime, timedelta
from time import monotonic, sleep
from urllib.parse import urlsplit

import httpx
from django.conf import settings
from django.core.mail import get_connection
from django.db import transaction
from django.utils import timezone

from concord.config.doctor.database import asked
from concord.config.doctor.findings import Finding, bad, ok, warn
from concord.config.doctor.findings import said as _
from concord.core.matters.access import declare_system

ALIVE_WITHIN = timedelta(seconds=60)
LATE = timedelta(minutes=2)
PATIENCE = 5.0
MOVES_WITHIN = 20.0


def _since(instant: object) -> timedelta:
    return timezone.now() - instant if isinstance(instant, datetime) else timedelta(0)


def _seconds(span: timedelta) -> int:
    return max(0, int(span.total_seconds()))


def worker() -> Iterator[Finding]:
    """Whether a worker lives: it writes down that it does every few seconds."""
    (heard,) = asked("SELECT max(last_heartbeat) FROM procrastinate_workers")
    do = _("Start Concord (concord run), or a worker alone: concord work")
    if heard is None:
        yield bad("worker", _("No worker runs: nobody is told anything, and no deadline is watched."), do)
    elif _since(heard) > ALIVE_WITHIN:
        yield bad("worker", _("The worker was last heard of %(seconds)s s ago.", seconds=_seconds(_since(heard))), do)
    else:
        yield ok("worker", _("A worker runs."))


BEHIND = """
    SELECT min(a.at), count(*) FROM acts_act a
    WHERE (a.xact, a.id) > (
        SELECT coalesce(max(xact::text), '0')::xid8, coalesce(max(act_id), 0) FROM acts_bookmark WHERE reader = 'relay'
    ) AND a.xact < pg_snapshot_xmin(pg_current_snapshot())
"""
WAITING = "SELECT min(created_at), count(*) FROM notices_notice WHERE status = 'waiting'"


@transaction.atomic
def _behind(question: str) -> tuple[timedelta, int]:
    """How long the oldest of what is behind has waited, and how many there are."""
    declare_system()
    oldest, count = asked(question)
    return _since(oldest), int(str(count))


def _bookmark() -> tuple[object, ...]:
    return asked("SELECT max(act_id) FROM acts_bookmark WHERE reader = 'relay'")


def _moves() -> bool:
    """Whether the relay comes further while we look; it goes by the hundred, which takes a slow machine a while."""
    before, until = _bookmark(), monotonic() + MOVES_WITHIN
    while monotonic() < until:
        sleep(1)
        if _bookmark() != before:
            return True
    return False


def relay() -> Iterator[Finding]:
    """Whether acts are passed on to those who listen, soon after they are recorded, or at least one after the other."""
    waited, count = _behind(BEHIND)
    if waited <= LATE:
        yield ok("relay", _("Acts are passed on."))
        return
    facts = {"count": count, "seconds": _seconds(waited)}
    says = _("%(count)s acts wait to be passed on, the oldest for %(seconds)s s.", **facts)
    if _moves():
        yield warn("relay", says, _("The worker is catching up; look again in a minute."))
    else:
        yield bad("relay", says, _("See log/worker.log in the folder of this installation."))


def notices() -> Iterator[Finding]:
    """Whether notices leave."""
    waited, count = _behind(WAITING)
    if waited > LATE:
        says = _(
            "%(count)s notices wait for their carrier, the oldest for %(seconds)s s.",
            count=count,
            seconds=_seconds(waited),
        )
        yield warn(
            "notices", says, _("Check the gateways below; notices are tried again by themselves and none is lost.")
        )
    else:
        yield ok("notices", _("No notice has waited long."))


def mail() -> Iterator[Finding]:
    """Whether the mail server takes a connection, with the name and password that it was given."""
    if not settings.EMAIL_HOST:
        yield ok("mail", _("No mail server is set (CONCORD_SMTP_HOST); e-mails wait."))
        return
    server = f"{settings.EMAIL_HOST}:{settings.EMAIL_PORT}"
    try:
        line = get_connection(timeout=PATIENCE)
        line.open()
        line.close()
    except (OSError, smtplib.SMTPException) as refused:
        says = _("The mail server %(server)s does not take us: %(why)s", server=server, why=refused)
        yield bad("mail", says, _("Check CONCORD_SMTP_HOST, _PORT, _USER, _PASSWORD and _TLS."))
    else:
        yield ok("mail", _("The mail server %(server)s answers.", server=server))


def sms() -> Iterator[Finding]:
    """Whether the text message gateway can be reached; nothing is sent."""
    if not settings.CONCORD_SMS_URL:
        yield ok("sms", _("No text message gateway is set (CONCORD_SMS_URL); in a demo a page shows the messages."))
        return
    parts = urlsplit(settings.CONCORD_SMS_URL)
    where = (parts.hostname or "", parts.port or (443 if parts.scheme == "https" else 80))
    try:
        socket.create_connection(where, timeout=PATIENCE).close()
    except OSError as refused:
        says = _("The text message gateway at %(host)s cannot be reached: %(why)s", host=where[0], why=refused)
        yield bad("sms", says, _("Check CONCORD_SMS_URL and the network."))
    else:
        yield ok("sms", _("The text message gateway at %(host)s can be reached.", host=where[0]))


def pages() -> Iterator[Finding]:
    """Whether the pages answer under the address that people open."""
    address = f"{settings.PUBLIC_URL.rstrip('/')}/health/"
    try:
        answer = httpx.get(address, timeout=PATIENCE, follow_redirects=True)
    except httpx.HTTPError as refused:
        says = _("The pages do not answer at %(address)s: %(why)s", address=address, why=refused)
        yield bad("pages", says, _("Start Concord (concord run); if it listens elsewhere, set CONCORD_PUBLIC_URL."))
        return
    if answer.status_code == httpx.codes.OK:
        yield ok("pages", _("The pages answer at %(address)s.", address=settings.PUBLIC_URL))
    else:
        says = _("%(address)s answers with %(code)s.", address=address, code=answer.status_code)
        yield bad("pages", says, _("See log/web.log in the folder of this installation."))
