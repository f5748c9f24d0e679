"""A crosswalk from its first class to records mapped anew, through the doors that people use."""

import csv
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.test import Client

from concord.core.acts.models import Act
from concord.core.crosswalks.models import Crossed, Crosswalk, Line, Remapping
from concord.core.crosswalks.services import building, deciding, publishing
from concord.core.exchange.models import Feed
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Place
from tests.exchange.outside import Exchange, reasons, row

HOME = "/desk/crosswalks/"
NOISE, WATER = "楼下饭店油烟噪声一直到半夜，没法睡。", "小区物业收了费不打扫，楼道垃圾没人管。"


def browser(exchange: Exchange, who: str) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    person = exchange.tess if who == "tess" else exchange.cast[who]
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def table(*rows: str) -> SimpleUploadedFile:
    return SimpleUploadedFile("classes.csv", "\n".join(("大类,小类,定义", *rows)).encode())


@pytest.fixture
def feed(exchange: Exchange) -> Feed:
    return exchange.connect("resident")


@pytest.fixture
def crosswalk(exchange: Exchange, feed: Feed) -> Crosswalk:
    """alice's crosswalk of what village offices write into their registers."""
    place = Place.objects.get(pk=exchange.cast.county)
    return building.make_crosswalk("登记表类别", place=place, source="resident", by=exchange.cast["alice"])


def decided(exchange: Exchange, crosswalk: Crosswalk, key: str, targets: str) -> Line:
    line, _fresh = Line.objects.get_or_create(crosswalk=crosswalk, key=key)
    return deciding.decide_class(line.pk, targets=targets, by=exchange.cast["alice"])


def publish(exchange: Exchange, crosswalk: Crosswalk) -> None:
    publishing.publish_crosswalk(crosswalk.pk, by=exchange.cast["alice"])


def topics() -> dict[str, str]:
    """The kind of each record's matter, by the class it came with."""
    with transaction.atomic():
        declare_system()
        return dict(Crossed.objects.values_list("key", "matter__topic"))


def test_it_begins_with_the_classes_that_its_source_is_known_to_send(crosswalk: Crosswalk) -> None:
    keys = set(crosswalk.lines.values_list("key", flat=True))
    assert {"邻里", "物业"} <= keys
    assert not crosswalk.lines.exclude(targets="").exists()


def test_a_table_becomes_classes_with_proposals(exchange: Exchange) -> None:
    alice = browser(exchange, "alice")
    told = {"name": "十五类", "place": exchange.cast.county, "file": table("城建,物业服务,小区里的", "环保,噪音污染,")}
    answer = alice.post(f"{HOME}new/", told)
    made = Crosswalk.objects.get(name="十五类")
    assert answer.headers["Location"] == f"{HOME}{made.pk}/"
    first, second = made.lines.order_by("pk")
    assert (first.key, first.definition, second.key) == ("城建/物业服务", "小区里的", "环保/噪音污染")
    assert first.proposals[0]["target"] == "C11-1"
    assert "城建 › 物业服务" in alice.get(f"{HOME}{made.pk}/").content.decode()


def test_the_official_classification_comes_decided(exchange: Exchange) -> None:
    place = Place.objects.get(pk=exchange.cast.county)
    made = building.make_crosswalk("官方", place=place, shipped="official", by=exchange.cast["alice"])
    assert made.lines.count() == 517
    assert not made.lines.filter(targets="").exists()
    assert made.lines.get(key="城乡建设/住房保障与房地产/物业服务").targets == "C11-1"


@pytest.mark.parametrize(("file", "field"), [(b"", "file"), (b"a\n", "file")])
def test_nothing_to_begin_with_is_refused(exchange: Exchange, file: bytes, field: str) -> None:
    told = {"name": "x", "place": exchange.cast.county, "file": SimpleUploadedFile("a.csv", file)}
    answer = browser(exchange, "alice").post(f"{HOME}new/", told)
    assert answer.status_code in {409, 422}
    assert not Crosswalk.objects.exists()


def test_a_decision_goes_on_to_the_next_and_is_on_record(exchange: Exchange, crosswalk: Crosswalk) -> None:
    line = crosswalk.lines.order_by("pk")[0]
    answer = browser(exchange, "alice").post(
        f"{HOME}lines/{line.pk}/", {"targets": ["C02-3", "C02-4"], "doubt": "两可"}
    )
    following = crosswalk.lines.order_by("pk")[1]
    assert answer.headers["Location"] == f"{HOME}lines/{following.pk}/"
    line.refresh_from_db()
    assert (line.targets, line.doubt, line.decided_by) == ("C02-3 C02-4", "两可", exchange.cast["alice"])
    assert Act.objects.get(kind="ClassDecided").payload["targets"] == "C02-3 C02-4"


@pytest.mark.parametrize("wrong", ["C99-1", "text C01-1", ""])
def test_a_kind_that_is_none_is_refused(exchange: Exchange, crosswalk: Crosswalk, wrong: str) -> None:
    line = crosswalk.lines.order_by("pk")[0]
    data = {"targets": wrong.split()}
    assert browser(exchange, "alice").post(f"{HOME}lines/{line.pk}/", data).status_code in {409, 422}
    line.refresh_from_db()
    assert line.targets == ""


def test_records_are_mapped_by_what_is_published_and_only_by_that(
    exchange: Exchange, feed: Feed, crosswalk: Crosswalk
) -> None:
    decided(exchange, crosswalk, "邻里", "C16-1")
    exchange.taken(feed, [row(登记号="A", 类别="邻里")])
    assert topics() == {"邻里": "P01"}  # decided is not published
    publish(exchange, crosswalk)
    exchange.taken(feed, [row(登记号="B", 类别="邻里", 反映内容="另外一件事情")])
    with transaction.atomic():
        declare_system()
        by_edition = {c.edition.number if c.edition else 0: c.given for c in Crossed.objects.select_related("edition")}
    assert by_edition == {0: "P01", 1: "P10"}


def test_a_class_that_no_file_knows_is_taken_once_it_is_published(
    exchange: Exchange, feed: Feed, crosswalk: Crosswalk
) -> None:
    exchange.taken(feed, [row(登记号="A", 类别="油烟")])
    assert "油烟" in reasons(feed)["A"]
    line = crosswalk.lines.get(key="油烟")  # learnt from the record
    assert line.proposals
    decided(exchange, crosswalk, "油烟", "C16-1")
    publish(exchange, crosswalk)
    exchange.taken(feed, [row(登记号="A", 类别="油烟")])
    assert topics() == {"油烟": "P10"}
    assert reasons(feed) == {}


def test_the_text_decides_where_a_class_may_be_several(exchange: Exchange, feed: Feed, crosswalk: Crosswalk) -> None:
    decided(exchange, crosswalk, "邻里", "C16-1 C11-1")
    publish(exchange, crosswalk)
    exchange.taken(feed, [row(登记号="A", 反映内容=NOISE), row(登记号="B", 反映内容=WATER)])
    with transaction.atomic():
        declare_system()
        given = list(Crossed.objects.order_by("matter").values_list("given", flat=True))
    assert given == ["P10", "P06"]


def test_what_is_no_grievance_is_refused_with_its_reason(exchange: Exchange, feed: Feed, crosswalk: Crosswalk) -> None:
    decided(exchange, crosswalk, "邻里", "none")
    publish(exchange, crosswalk)
    exchange.taken(feed, [row(登记号="A")])
    assert reasons(feed)["A"] == "By the crosswalk of this source “邻里” is nothing that is handled here."


def test_older_records_are_mapped_anew_and_put_back(exchange: Exchange, feed: Feed, crosswalk: Crosswalk) -> None:
    exchange.taken(feed, [row(登记号="A"), row(登记号="B", 类别="物业", 反映内容=WATER)])
    decided(exchange, crosswalk, "邻里", "C16-1")
    publish(exchange, crosswalk)
    alice = browser(exchange, "alice")
    assert alice.post(f"{HOME}{crosswalk.pk}/remap/").status_code == 302
    assert topics() == {"邻里": "P10", "物业": "P06"}
    done = Remapping.objects.get()
    assert done.changed == 1
    assert alice.post(f"{HOME}remappings/{done.pk}/undo/").status_code == 302
    assert topics() == {"邻里": "P01", "物业": "P06"}
    with transaction.atomic():
        declare_system()
        assert set(Crossed.objects.values_list("edition", flat=True)) == {None}
    assert alice.post(f"{HOME}remappings/{done.pk}/undo/").status_code == 404


def test_what_a_person_decided_since_is_left_alone(exchange: Exchange, feed: Feed, crosswalk: Crosswalk) -> None:
    exchange.taken(feed, [row(登记号="A")])
    with transaction.atomic():
        declare_system()
        Matter.objects.filter(crossed__key="邻里").update(topic="P12")
    decided(exchange, crosswalk, "邻里", "C16-1")
    publish(exchange, crosswalk)
    answer = browser(exchange, "alice").post(f"{HOME}{crosswalk.pk}/remap/")
    assert answer.status_code == 409
    assert topics() == {"邻里": "P12"}


def test_records_are_counted_for_those_who_may_read_them(exchange: Exchange, feed: Feed, crosswalk: Crosswalk) -> None:
    exchange.taken(feed, [row(登记号="A"), row(登记号="B", 反映内容=WATER)])
    page = browser(exchange, "sue").get(f"{HOME}{crosswalk.pk}/").content.decode()
    assert "2 records, 2 of them not mapped by it" in page


def test_the_same_edition_twice_is_refused(exchange: Exchange, crosswalk: Crosswalk) -> None:
    alice = browser(exchange, "alice")
    assert alice.post(f"{HOME}{crosswalk.pk}/publish/").status_code == 409
    decided(exchange, crosswalk, "邻里", "C16-1")
    assert alice.post(f"{HOME}{crosswalk.pk}/publish/").status_code == 302
    assert alice.post(f"{HOME}{crosswalk.pk}/publish/").status_code == 409
    assert crosswalk.editions.count() == 1


@pytest.mark.parametrize(("who", "sees", "keeps"), [
    ("alice", 200, 200),  # coordinates the county
    ("sue", 200, 404),  # supervises
    ("nina", 404, 404),  # the next county
    ("otto", 404, 404),  # the role ended yesterday
    ("dora", 404, 404),  # a department
    ("zed", 404, 404),  # a resident
])  # fmt: skip
def test_who_sees_and_who_keeps_it(exchange: Exchange, crosswalk: Crosswalk, who: str, sees: int, keeps: int) -> None:
    client, line = browser(exchange, who), crosswalk.lines.order_by("pk")[0]
    assert client.get(f"{HOME}{crosswalk.pk}/").status_code == sees
    assert client.get(f"{HOME}{crosswalk.pk}/table/").status_code == sees
    assert client.get(f"{HOME}lines/{line.pk}/").status_code == keeps
    if keeps == 404:
        client.post(f"{HOME}lines/{line.pk}/", {"targets": ["C16-1"]})
        line.refresh_from_db()
        assert line.targets == ""
        assert client.post(f"{HOME}{crosswalk.pk}/publish/").status_code == 404


def test_the_table_holds_every_class(exchange: Exchange, crosswalk: Crosswalk) -> None:
    decided(exchange, crosswalk, "邻里", "C16-1")
    content = browser(exchange, "sue").get(f"{HOME}{crosswalk.pk}/table/").content.decode("utf-8-sig")
    rows = {one["Class"]: one for one in csv.DictReader(StringIO(content))}
    assert len(rows) == crosswalk.lines.count()
    assert rows["邻里"]["Kinds"] == "C16-1"


def test_screens_say_what_is_undecided_and_what_changes(exchange: Exchange, crosswalk: Crosswalk) -> None:
    decided(exchange, crosswalk, "邻里", "C16-1")
    alice = browser(exchange, "alice")
    assert "undecided" in alice.get(f"{HOME}{crosswalk.pk}/?state=open").content.decode()
    page = alice.get(f"{HOME}{crosswalk.pk}/publish/").content.decode()
    assert "邻里" in page
    assert "undecided and stay out" in page
    assert "登记表类别" in alice.get(HOME).content.decode()
