"""The queue's door: slow files are read and screened, registers are asked, and performance is watched each morning."""

import time
from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.timezone import localdate

from concord.apps.contracts.models import Lookup, Version
from concord.apps.contracts.reading import read_in_worker
from concord.apps.contracts.registers import registers
from concord.apps.contracts.services.integrity import bodies_after, look_at
from concord.apps.contracts.services.looking_up import keep_answer, note_trouble
from concord.apps.contracts.services.screening import fail, take_in
from concord.apps.contracts.services.watching import watch_next
from concord.core.jobs import job, periodic
from concord.core.matters.access import declare_system
from concord.core.papers import store
from concord.core.refusals import OutsideFailure
from concord.engines.review.refused import Refused

REGISTER_ATTEMPTS, GIVEN_UP_AFTER = 12, timedelta(minutes=30)
DAILY = "20 22 * * *"
WATCHED_AT_ONCE = 100


@job(attempts=3)
def screen_version(*, version: int) -> None:
    """Read a scan or an old Word file and screen it; done again, it does the same once more."""
    begun = time.perf_counter()
    content, name = _begun(version)
    try:
        document = read_in_worker(content, name, lambda: _page_read(version))
    except Refused as why:
        with transaction.atomic():
            declare_system()
            fail(Version.objects.get(pk=version), why)
        return
    with transaction.atomic():
        declare_system()
        found = Version.objects.select_related("contract__matter", "paper").get(pk=version)
        take_in(found, document, begun=begun, by=None)


@job(attempts=REGISTER_ATTEMPTS)
def look_up(*, lookup: int) -> None:
    """Put a question to the register of companies; while it does not answer it is asked again, for half an hour."""
    with transaction.atomic():
        declare_system()
        asked = Lookup.objects.get(pk=lookup)
    if asked.state != Lookup.State.WAITING:
        return
    if registers.companies is None:
        keep_answer(lookup, None, final_trouble="No register of companies is connected any more.")
        return
    try:
        company = registers.companies.company(asked.code)
    except OutsideFailure as failure:
        if failure.again and timezone.now() - asked.asked_at < GIVEN_UP_AFTER:
            note_trouble(lookup, str(failure))
            raise
        keep_answer(lookup, None, final_trouble=str(failure))
    else:
        keep_answer(lookup, company)


@periodic(DAILY)
def watch_performance() -> None:
    """Each morning in China: every contract that is performed is held against what it promises."""
    after: int | None = 0
    while after is not None:
        after = watch_next(after, WATCHED_AT_ONCE, today=localdate())


@transaction.atomic
def _begun(pk: int) -> tuple[bytes, str]:
    declare_system()
    version = Version.objects.select_related("paper").get(pk=pk)
    version.state, version.began_at, version.pages_read = Version.State.READING, timezone.now(), 0
    version.save(update_fields=["state", "began_at", "pages_read"])
    return store.get(version.paper.sha256), version.paper.filename


@transaction.atomic
def _page_read(pk: int) -> None:
    declare_system()
    Version.objects.filter(pk=pk).update(pages_read=F("pages_read") + 1)


@periodic(DAILY)
def look_for_signs() -> None:
    """Each morning in China: what every body signed is held against the signs of integrity."""
    after, bodies = 0, [0]
    while bodies:
        bodies = bodies_after(after, WATCHED_AT_ONCE, today=localdate())
        for body in bodies:
            look_at(body, today=localdate())
            after = body


@job()
def look_at_body(*, body: int) -> None:
    """Hold what one body signed against the signs, as soon as it signed or knows more."""
    look_at(body, today=localdate())
