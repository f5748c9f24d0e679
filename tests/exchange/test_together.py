"""A page taken in together leaves exactly what its rows leave one by one: matters, acts, lineage, refused rows."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from concord.apps.grassroots.sensing.models import Sighting
from concord.apps.grassroots.sensing.services.sensing import Seen
from concord.apps.grassroots.sensing.services.together import Ground, ground_of
from concord.core.acts.models import Act
from concord.core.crosswalks.models import Crossed
from concord.core.crosswalks.services.building import make_crosswalk
from concord.core.crosswalks.services.deciding import decide_class
from concord.core.crosswalks.services.publishing import publish_crosswalk
from concord.core.exchange import together
from concord.core.exchange.models import Feed, ImportJob, RejectedRow, SourceRecord
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party, SearchEntry
from concord.core.people.models import Person, Place
from tests.exchange.outside import Exchange, row, sightings

NUMBER = re.compile(r"-\d{6,}$")
OF_MATTER = ("kind", "title", "topic", "place_id", "county", "stage", "is_open", "yellow_on", "due_on", "law_as_of",
             "invented", "lead_id")  # fmt: skip
OF_SIGHTING = ("words", "source", "reporter_id", "latitude", "longitude", "sent_key")
OF_PARTY = ("side", "name", "name_key", "phone", "phone_hash", "identity_number", "person_id")
OF_REFUSED = ("number", "outside_id", "digest", "field", "form", "names", "row")


def _left_of(matter: Matter) -> dict[str, object]:
    words = SearchEntry.objects.get(matter=matter)
    return {
        "matter": {name: getattr(matter, name) for name in OF_MATTER} | {"number": NUMBER.sub("", matter.number)},
        "sighting": Sighting.objects.filter(matter=matter).values(*OF_SIGHTING).get(),
        "parties": list(matter.parties.order_by("pk").values(*OF_PARTY)),
        "found by": (words.place, re.sub(r"'\d{6,}':\d+ ?", "", str(words.bigrams))),
        "acts": list(Act.objects.filter(matter_id=matter.pk).order_by("pk")
                     .values("kind", "payload", "actor", "actor_name", "visibility", "organisation")),
    }  # fmt: skip


def left(feed: Feed) -> dict[str, object]:
    """All that is there of a feed, as far as it does not depend on running numbers."""
    declare_system()
    records = SourceRecord.objects.filter(feed=feed).select_related("matter")
    lineage = ("outside_id", "fingerprint", "number", "row")
    refused = RejectedRow.objects.filter(feed=feed)
    job = ImportJob.objects.filter(feed=feed).latest("pk")
    return {
        "records": {one.outside_id: [getattr(one, name) for name in lineage] for one in records},
        "changed": {one.outside_id for one in records if one.changed_at},
        "matters": {one.outside_id: _left_of(one.matter) for one in records},
        "mapped": {one.outside_id: _mapped(one.matter_id) for one in records},
        "refused": sorted(([one.mended_at is None, *(getattr(one, name) for name in OF_REFUSED)] for one in refused),
                          key=repr),
        "counts": (job.made, job.changed, job.same, job.rejected),
        "all": (Matter.objects.count(), Party.objects.count(), SearchEntry.objects.count(), Act.objects.count()),
    }  # fmt: skip


def _mapped(matter: int) -> tuple[object, ...] | None:
    return Crossed.objects.filter(matter=matter).values_list("key", "edition", "given").first()


@contextmanager
def undone() -> Iterator[None]:
    """What is done in this block is looked at and undone."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def _taken(exchange: Exchange, feed: Feed, pages: list[list[dict[str, object]]], few: int) -> dict[str, object]:
    before, together.FEW = together.FEW, few
    try:
        with undone():
            for page in pages:
                exchange.taken(feed, page)
            return left(feed)
    finally:
        together.FEW = before


ROWS = st.builds(
    row,
    登记号=st.sampled_from(["", *(f"DJ-{number}" for number in range(12)), "长" * 121]),
    社区=st.sampled_from(["米市社区", "米市社区", "桃花源", ""]),
    类别=st.sampled_from(["邻里", "欠薪", "物业", "天气"]),
    反映内容=st.sampled_from(["楼上漏水。", "楼上漏水，没有人理。", "工资没有发\x00", "   ", "长" * 4100]),
    登记时间=st.sampled_from(["2026-11-16 09:00", "2026/11/16 09:00", "2099-01-01", "前天", ""]),
    反映人=st.sampled_from(["叶某", "", "名" * 90]),
    联系电话=st.sampled_from(["13911110009", "", "1" * 40]),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(pages=st.lists(st.lists(ROWS, min_size=1, max_size=12), min_size=1, max_size=3))
def test_one_by_one_or_together_the_same_is_left(exchange: Exchange, pages: list[list[dict[str, object]]]) -> None:
    with undone():
        feed = exchange.connect("resident")
        assert _taken(exchange, feed, pages, few=0) == _taken(exchange, feed, pages, few=10**6)


@pytest.mark.parametrize("theirs", ["another person's", "gone from the list of records"])
def test_a_key_that_was_used_before_is_treated_alike(exchange: Exchange, theirs: str) -> None:
    feed, rows = exchange.connect("resident"), [row(登记号=f"DJ-{number}") for number in range(30)]
    exchange.taken(feed, rows[:3])
    declare_system()
    SourceRecord.objects.all().delete()
    if theirs == "another person's":
        Sighting.objects.update(reporter=Person.objects.get(username="alice"))
    one, many = (_taken(exchange, feed, [rows], few) for few in (10**6, 0))
    assert one == many
    assert many["counts"] == ((27, 0, 0, 3) if theirs == "another person's" else (30, 0, 0, 0))


def test_classes_are_mapped_alike_by_a_crosswalk(exchange: Exchange) -> None:
    feed, alice = exchange.connect("resident"), exchange.cast["alice"]
    place = Place.objects.get(pk=exchange.cast.county)
    crosswalk = make_crosswalk("登记表类别", place=place, source="resident", by=alice)
    decide_class(crosswalk.lines.get(key="邻里").pk, targets="C06-1", by=alice)
    publish_crosswalk(crosswalk.pk, by=alice)
    kinds = ["邻里", "欠薪", "从未见过"]
    rows: list[dict[str, object]] = [{**row(登记号=f"DJ-{at}"), "类别": kinds[at % 3]} for at in range(30)]
    one, many = (_taken(exchange, feed, [rows, rows], few) for few in (10**6, 0))
    assert one == many
    mapped = many["mapped"]
    assert isinstance(mapped, dict)
    assert (len(mapped), mapped["DJ-0"][0], mapped["DJ-0"][1] is None) == (20, "邻里", False)


def test_what_the_database_refuses_is_looked_at_row_by_row(exchange: Exchange, monkeypatch: pytest.MonkeyPatch) -> None:
    feed, rows = exchange.connect("resident"), [row(登记号=f"DJ-{number}") for number in range(30)]
    exchange.taken(feed, rows[:1])
    declare_system()
    SourceRecord.objects.all().delete()
    with monkeypatch.context() as blind:  # as if the other sighting came in after the keys were looked up
        blind.setattr("concord.apps.grassroots.sensing.services.together.ground_of", _blind)
        job = exchange.taken(feed, rows)
    assert (job.made, job.rejected, sightings(), SourceRecord.objects.count()) == (30, 0, 30, 30)


def _blind(seen: Sequence[Seen], by: Person) -> Ground:
    return Ground(ground_of(seen, by).places, {})
