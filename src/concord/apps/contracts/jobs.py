"""The queue's door: contracts that take longer to read than a page may are read and screened by the worker."""

import time

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from concord.apps.contracts.models import Version
from concord.apps.contracts.reading import read_in_worker
from concord.apps.contracts.services.screening import fail, take_in
from concord.core.jobs import job
from concord.core.matters.access import declare_system
from concord.core.papers import store
from concord.engines.review.refused import Refused


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
