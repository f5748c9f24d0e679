"""What is measured of taking in: the five files through `concord source import`, into the platform's own PostgreSQL."""

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import psycopg
from django.utils.timezone import localdate

from concord.core.exchange.services.connecting import connect_source
from concord.core.people.models import Membership, Organisation, Person, Place, Role
from tests.bench.data.files import ONE_IN, SENT, write_files
from tests.bench.report import Figure
from tests.bench.stage import Stage

Say = Callable[[str], None]
COUNTY, WHO = "330105", "bench"
AIM_ROWS, AIM_MEGABYTES = 1_000, 400
TABLES = ("grassroots_sighting", "matters_searchentry", "exchange_sourcerecord")


@dataclass(frozen=True, slots=True)
class Took:
    """How long an import took, how long it was at the processor, and how much memory its process held at most."""

    seconds: float
    at_processor: float
    megabytes: float


def importing(stage: Stage, told: argparse.Namespace, folder: Path, figures: list[Figure], say: Say) -> None:
    """Fill files, take them in, take one in again; each figure is added as soon as it is known."""
    with stage.database_alone() as owner:
        places = _connected()
        say(f"Inventing {told.imported:,} records as the files of five sources …")
        files = write_files(told.imported, told.seed, places, folder)
        took = {}
        for source, file in files.items():
            say(f"Importing {file.name}, {file.stat().st_size / 1e6:,.0f} MB …")
            took[source] = _import(stage, source, file)
        figures += _figures(told.imported, list(took.values()), _seconds_at_work(owner))
        _check(owner, told.imported)
        say("The first file once more …")
        first, file = next(iter(files.items()))
        again, rows = _import(stage, first, file), told.imported / len(SENT)
        figures.append(Figure("the same file again, nothing new", round(rows / again.seconds), "rows/s"))


def _connected() -> list[str]:
    """Connect the sources for one county in the name of somebody who may all that is needed; its villages."""
    county = Place.objects.get(pk=COUNTY)
    body = Organisation.objects.create(name="测速中心", kind=Organisation.Kind.CENTRE, place=county)
    person = Person.objects.create(name="测速员", username=WHO, password="!")
    for role in ("operator", "coordinator"):
        Membership.objects.create(person=person, organisation=body, role=Role.objects.get(pk=role), starts=localdate())
    for source, _form in SENT.values():
        connect_source(source, county, url="", key="", by=person, today=localdate(), invented=True)
    villages = Place.objects.filter(code__startswith=COUNTY, level=Place.Level.VILLAGE).order_by("code")
    return list(villages.values_list("code", flat=True))


def _import(stage: Stage, source: str, file: Path) -> Took:
    """One import as an operator types it, in a process of its own."""
    words = [sys.executable, "-m", "concord", "source", "import", source, str(file), "--as", WHO]
    said = {**os.environ, "CONCORD_VAR": str(stage.var), "PYTHONPATH": os.pathsep.join(sys.path)}
    began = time.monotonic()
    with subprocess.Popen(words, env=said, stdout=subprocess.DEVNULL) as process:
        _pid, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode in {0, 1}, "The import failed."
    return Took(time.monotonic() - began, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def _seconds_at_work(owner: str) -> float:
    """How long the imports were at work, without the start of five processes."""
    with psycopg.connect(owner) as line:
        row = line.execute("SELECT sum(extract(epoch FROM ended_at - started_at)) FROM exchange_importjob").fetchone()
    assert row is not None
    return float(row[0])


def _figures(records: int, took: list[Took], at_work: float) -> list[Figure]:
    seconds, peak = sum(one.seconds for one in took), max(one.megabytes for one in took)
    return [
        Figure("records taken in, five sources", records, note=f"of which one in {ONE_IN} is refused"),
        Figure("five commands, from beginning to end", round(seconds, 1), "s"),
        Figure("taken in, without the starts of the commands", round(records / at_work), "rows/s", aim=AIM_ROWS,
               more=True),
        Figure("processor time of the importing processes", round(sum(one.at_processor for one in took), 1), "s"),
        Figure("peak memory of an importing process", round(peak), "MB", aim=AIM_MEGABYTES),
    ]  # fmt: skip


def _check(owner: str, records: int) -> None:
    """Each good record has its matter, entry, lineage and act, and each bad one its reason."""
    bad = records // ONE_IN
    with psycopg.connect(owner) as line:
        for table in TABLES:
            assert line.execute(f"SELECT count(*) FROM {table}").fetchone() == (records - bad,), table
        acts = "SELECT count(DISTINCT matter_id) FROM acts_act WHERE kind = 'SightingReported'"
        assert line.execute(acts).fetchone() == (records - bad,)
        assert line.execute("SELECT count(*) FROM exchange_rejectedrow").fetchone() == (bad,)
