"""What the platform works with: reference data, calendars, translations, the built front end, the store of papers."""

import csv
import gzip
from collections.abc import Iterator
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path

import yaml
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from django.core.exceptions import SuspiciousOperation
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import localdate

from concord.config.doctor.findings import Finding, bad, ok, warn
from concord.config.doctor.findings import said as _
from concord.config.start.front import is_built
from concord.core.exchange.reading import mappings
from concord.core.people.models import Place, Role
from concord.engines.flow.sentences import UnfitError
from concord.engines.law.calendar import notices

AHEAD = timedelta(days=60)


def reference() -> Iterator[Finding]:
    """Whether places and roles are loaded, as the data files have them."""
    data = files("concord") / "data"
    with gzip.open(str(data / "places" / "zhejiang.csv.gz"), "rt", encoding="utf-8") as lines:
        places = sum(1 for _row in csv.DictReader(lines))
    told = yaml.safe_load((data / "people" / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    here = dict(Role.objects.values_list("code", "capabilities"))
    differing = [role["code"] for role in told if here.get(role["code"]) != role["capabilities"]]
    loaded = Place.objects.count()
    if loaded < places or differing:
        says = _("Reference data is not loaded: %(loaded)s of %(places)s places, %(roles)s roles missing or changed.",
                 loaded=loaded, places=places, roles=len(differing))  # fmt: skip
        yield bad("reference", says, _("Run: %(command)s", command="concord load"))
    else:
        yield ok("reference", _("%(loaded)s places and %(roles)s roles are loaded.", loaded=loaded, roles=len(here)))


def calendar(today: date | None = None) -> Iterator[Finding]:
    """Whether the working calendar covers the days on which deadlines of now may fall."""
    today = today or localdate()
    do = _("Add the State Council's notice to data/law/calendar/notices.yaml (it comes out in October or November).")
    if today.year not in notices():
        says = _("The working calendar of %(year)s is not loaded: no deadline can be reckoned.", year=today.year)
        yield bad("calendar", says, do)
    elif (today + AHEAD).year not in notices():
        says = _("The working calendar ends with %(year)s; deadlines of now reach into the next.", year=today.year)
        yield warn("calendar", says, do)
    else:
        yield ok(
            "calendar",
            _("The working calendar covers the years %(years)s.", years=", ".join(map(str, sorted(notices())))),
        )


def translations(folder: Path | None = None) -> Iterator[Finding]:
    """Whether every translation is compiled from its present source."""
    sources = list((folder or settings.LOCALE_PATHS[0]).rglob("*.po"))
    stale = [one for one in sources if not _is_fresh(one, one.with_suffix(".mo"))]
    if stale or not sources:
        says = _("Translations are not compiled: %(names)s.", names=", ".join(one.parts[-3] for one in stale) or "–")
        yield bad(
            "translations", says, _("Let Concord write to its folder `locale`, and start it again: it compiles them.")
        )
    else:
        yield ok("translations", _("The translations are compiled."))


def _is_fresh(source: Path, made: Path) -> bool:
    return made.exists() and made.stat().st_mtime >= source.stat().st_mtime


def sources() -> Iterator[Finding]:
    """Whether every mapping file of a source can be used; with one that cannot, nothing is taken in from any."""
    try:
        found = mappings()
    except (UnfitError, OSError) as unfit:
        do = _("Run: %(command)s", command="concord source check FILE")
        yield bad("sources", _("A mapping file of a source cannot be used: %(why)s", why=unfit), do)
    else:
        yield ok("sources", _("The mapping files of %(sources)s sources can be used.", sources=len(found)))


def front() -> Iterator[Finding]:
    """Whether the front end is built from its present sources."""
    if is_built():
        yield ok("front", _("The front end is built."))
    else:
        yield bad(
            "front",
            _("The front end is not built, or is older than its sources."),
            _("Run: %(command)s", command="concord front"),
        )


def store() -> Iterator[Finding]:
    """Whether a paper can be written to the store, read again and removed."""
    do = _("Check the folder, or CONCORD_S3_BUCKET, CONCORD_S3_ENDPOINT and the keys of the store.")
    try:
        name = default_storage.save("doctor/probe", ContentFile(b"concord"))
        with default_storage.open(name) as kept:
            same = kept.read() == b"concord"
        default_storage.delete(name)
    except (OSError, SuspiciousOperation, BotoCoreError, ClientError) as refused:
        yield bad("store", _("Papers cannot be kept: %(why)s", why=refused), do)
        return
    if same:
        yield ok("store", _("Papers can be written, read and removed."))
    else:
        yield bad("store", _("The store gave back something else than was written."), do)
