"""What tests of data exchange stand on: sources connected for the cast's county, their rows, jobs run to their end."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from io import BytesIO
from itertools import count

from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.utils.timezone import localdate
from openpyxl import Workbook

from concord.apps.grassroots.sensing.models import Sighting
from concord.connectors.sources.samples import sample
from concord.core.exchange.mapping import Way
from concord.core.exchange.models import Feed, ImportJob, RejectedRow
from concord.core.exchange.outside import Page
from concord.core.exchange.reading import mappings
from concord.core.exchange.running import run
from concord.core.exchange.services.connecting import connect_source
from concord.core.exchange.services.importing import begin_import, take_page
from concord.core.matters.access import declare_system
from concord.core.people.models import Membership, Person, Place, Role
from tests.ground.cast import BEGAN, Cast
from tests.ground.stand_ins import KEY

NUMBERS = count(1)
GOOD = {
    "登记号": "DJ-1", "社区": "米市社区", "类别": "邻里", "反映内容": "楼上漏水，说了几次没有人理。",
    "登记时间": "2026-11-16 09:00", "反映人": "叶某", "联系电话": "13911110009", "身份证号": "330105199001011234",
}  # fmt: skip


def row(**more: str) -> dict[str, str]:
    """A good row of the village office's register, with some fields otherwise."""
    return {**GOOD, **more}


def sheet(*rows: Mapping[str, str], name: str = "登记表.xlsx") -> SimpleUploadedFile:
    """Rows as an Excel file."""
    book = Workbook()
    book.worksheets[0].append(list(rows[0]))
    for one in rows:
        book.worksheets[0].append(list(one.values()))
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile(name, out.getvalue())


@dataclass
class Exchange:
    """The cast's county with its sources; oscar connects them."""

    cast: Cast
    tess: Person = field(init=False)

    def __post_init__(self) -> None:
        """Tess coordinates the cast's township."""
        self.tess = Person.objects.create(username="tess", name="Tess", password="!")
        role, body = Role.objects.get(pk="township_coordinator"), self.cast.body("township")
        Membership.objects.create(person=self.tess, organisation=body, role=role, starts=BEGAN)

    def connect(self, source: str, *, url: str = "", place: str = "") -> Feed:
        """Connect a source for the county, or for another place of it."""
        where = Place.objects.get(pk=place or self.cast.county)
        key = "" if mappings()[source].arrives.by == Way.FILE else KEY
        url = url or ("" if not key else "https://source.example")
        return connect_source(source, where, url=url, key=key, by=self.cast["oscar"], today=localdate())

    def fetched(self, feed: Feed) -> ImportJob:
        """Fetch from a source, as alice asks, to the end."""
        job = begin_import(feed.pk, by=self.cast["alice"])
        run(job.pk)
        return ImportJob.objects.get(pk=job.pk)

    def taken(self, feed: Feed, rows: list[dict[str, object]]) -> ImportJob:
        """Take rows in as one page that a source sent."""
        job = ImportJob.objects.create(feed=feed, via=ImportJob.Via.PUSH, push_key=f"push-{next(NUMBERS)}")
        return take_page(job.pk, Page(rows), at={}, today=localdate())


def held(source: str) -> list[dict[str, object]]:
    """What the stand-in of a source holds at first."""
    return [dict(one) for one in sample(source).records]


def sightings() -> int:
    """How many sightings there are."""
    with transaction.atomic():
        declare_system()
        return Sighting.objects.count()


def reasons(feed: Feed) -> dict[str, str]:
    """Why rows were refused, by their number at the source."""
    return {one.outside_id: one.reason for one in RejectedRow.objects.filter(feed=feed, mended_at=None)}
