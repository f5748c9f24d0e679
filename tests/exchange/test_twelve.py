"""Twelve kinds of source: each has a mapping that its room understands, a stand-in, and its records land (G1)."""

import pytest

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.sensing.models import Sighting
from concord.connectors.sources.samples import samples
from concord.core.acts.models import Act
from concord.core.exchange.models import SourceRecord
from concord.core.exchange.reading import mappings
from concord.core.exchange.receiving import misfits
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from tests.exchange.outside import Exchange, held, reasons, sightings

SOURCES = sorted(source for source, one in mappings().items() if one.receiver == "sighting")
# How many of what each stand-in holds are good; the others are there to be refused.
GOOD = {
    "court": 4, "emergency": 4, "grid": 4, "hotline": 5, "media": 4, "petition": 4, "police": 5, "resident": 4,
    "township": 5, "urban": 5, "village": 4, "water": 5,
}  # fmt: skip


def test_there_is_a_mapping_and_a_stand_in_for_each_source_of_the_catalogue() -> None:
    assert set(SOURCES) == set(catalogue().sources)
    assert set(mappings()) == {one.source for one in samples()}
    assert {one.source: misfits(one) for one in mappings().values()} == {key: [] for key in mappings()}
    kinds = {value for one in map(mappings().__getitem__, SOURCES) for _said, value in one.reading("kind").values}
    assert kinds <= set(catalogue().problems)


@pytest.mark.parametrize("source", SOURCES)
def test_what_a_source_holds_lands_once_and_each_bad_row_has_its_reason(exchange: Exchange, source: str) -> None:
    feed, rows = exchange.connect(source), held(source)
    first = exchange.taken(feed, rows)
    assert (first.made, first.rejected) == (GOOD[source], len(rows) - GOOD[source])
    assert len(reasons(feed)) == first.rejected
    assert all(len(why) > 10 for why in reasons(feed).values())
    again = exchange.taken(feed, [*rows, *rows])
    assert (again.made, again.changed) == (0, 0)
    assert sightings() == SourceRecord.objects.count() == GOOD[source]


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_never_taken_over_is_kept_nowhere(exchange: Exchange, source: str) -> None:
    never = mappings()[source].never
    marked = [{**row, **dict.fromkeys(never, "330105199001011234")} for row in held(source)]
    feed = exchange.connect(source)
    exchange.taken(feed, marked)
    declare_system()
    texts = [*Sighting.objects.values_list("words", flat=True), *Party.objects.values_list("name", flat=True)]
    texts += [one.row for one in feed.rejected.all()] + [str(one.payload) for one in Act.objects.all()]
    assert not any("330105199001011234" in text for text in texts)


def test_a_record_waits_in_the_queue_of_its_township(exchange: Exchange, client: object) -> None:
    exchange.taken(exchange.connect("hotline"), held("hotline"))
    client.force_login(exchange.tess)  # type: ignore[attr-defined]
    page = client.get("/desk/sightings/").content.decode()  # type: ignore[attr-defined]
    assert "工地夜间施工" in page
    assert "预付卡关店" not in page, "This one is of the next township."


def test_a_changed_record_adds_to_the_story_of_the_same_matter(exchange: Exchange) -> None:
    feed, rows = exchange.connect("petition"), held("petition")
    exchange.taken(feed, rows[:1])
    changed = exchange.taken(feed, [{**rows[0], "nr": "过渡费已补发，安置房仍未通知交付"}])
    assert (changed.made, changed.changed, sightings()) == (0, 1, 1)
    declare_system()
    told = Act.objects.get(kind="SightingSourceChanged")
    assert told.matter_id == Matter.objects.get(kind="sighting").pk
    assert "过渡费已补发" in told.payload["words"]
    assert exchange.taken(feed, [{**rows[0], "xfcs": 9, "nr": "过渡费已补发，安置房仍未通知交付"}]).same == 1


@pytest.mark.parametrize("at_once", [True, False])
def test_a_refused_row_that_the_source_mends_itself_waits_no_longer(exchange: Exchange, at_once: bool) -> None:
    feed, good = exchange.connect("petition"), held("petition")[0]
    bad = {**good, "nrfl": "不知道"}
    if at_once:
        exchange.taken(feed, [good, bad, good])
    else:
        exchange.taken(feed, [good, bad])
        assert list(reasons(feed)) == [good["xfbh"]]
        assert exchange.taken(feed, [good]).same == 1
    assert (reasons(feed), sightings()) == ({}, 1)


def test_a_source_reports_within_its_place_and_nowhere_else(exchange: Exchange) -> None:
    feed = exchange.connect("water", place=exchange.cast.township)
    job = exchange.taken(feed, held("water"))
    assert (job.made, job.rejected) == (4, 2)
    assert "lies outside" in reasons(feed)["SW-20261121-01"]
