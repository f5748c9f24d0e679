"""Files, refused rows and jobs through the doors that people use; for strangers and neighbours there are none."""

import csv
import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone

from concord.apps.grassroots.sensing.models import Sighting
from concord.config.retention import forget_what_is_over
from concord.core.acts.models import Act
from concord.core.exchange.models import Feed, FileRow, ImportJob, RejectedRow, SourceRecord
from concord.core.exchange.running import run
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from concord.core.people.models import Place
from tests.exchange.outside import Exchange, held, reasons, row, sheet, sightings


@pytest.fixture
def feed(exchange: Exchange) -> Feed:
    return exchange.connect("resident")


def browser(exchange: Exchange, who: str) -> Client:
    client = Client(headers={"Accept-Language": "en"})
    person = exchange.tess if who == "tess" else exchange.cast[who]
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def table(*rows: dict[str, str]) -> SimpleUploadedFile:
    """Rows as CSV in the coding that Excel writes in China."""
    out = StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return SimpleUploadedFile("登记表.csv", out.getvalue().encode("gb18030"))


def send(client: Client, feed: Feed, file: SimpleUploadedFile) -> HttpResponse:
    return client.post(f"/desk/exchange/feeds/{feed.pk}/file/", {"file": file})  # type: ignore[return-value]


def sent(client: Client, feed: Feed, file: SimpleUploadedFile) -> ImportJob:
    """A file taken in to its end, as the worker does it."""
    assert send(client, feed, file).status_code == 302
    job = ImportJob.objects.order_by("pk").last()
    assert job is not None
    run(job.pk)
    return ImportJob.objects.get(pk=job.pk)


BAD = {
    "DJ-2": (row(登记号="DJ-2", 社区="桃花源"), "No township or village here is called “桃花源”."),
    "DJ-3": (row(登记号="DJ-3", 类别="天气"), "“天气” in “类别” is not in the table of this source."),
    "DJ-4": (row(登记号="DJ-4", 反映内容=""), "“反映内容” is empty."),
    "DJ-5": (row(登记号="DJ-5", 登记时间="前天"), "“前天” in “登记时间” is no instant in the form agreed."),
    "": (row(登记号=""), "“登记号”, by which it would be known again, is empty."),
}


def test_a_sheet_with_bad_rows_takes_the_good_in_and_tells_of_each_other(exchange: Exchange, feed: Feed) -> None:
    job = sent(browser(exchange, "alice"), feed, sheet(row(), *(one for one, _why in BAD.values())))
    assert (job.state, job.made, job.rejected) == ("done", 1, len(BAD))
    assert reasons(feed) == {outside: why for outside, (_row, why) in BAD.items()}
    assert FileRow.objects.count() == 0
    page = browser(exchange, "alice").get(f"/desk/exchange/jobs/{job.pk}/").content.decode()
    assert all(why.split("“")[0] in page for _row, why in BAD.values())


@pytest.mark.usefixtures("small_pages")
def test_the_same_file_twice_makes_the_same_matters(exchange: Exchange, feed: Feed) -> None:
    alice = browser(exchange, "alice")
    rows = [row(登记号=f"DJ-{number}") for number in range(250)]
    first, second = (sent(alice, feed, sheet(*rows)) for _time in range(2))
    assert (first.made, second.made, second.same, sightings()) == (250, 0, 250, 250)
    assert first.pages == 3


@pytest.mark.usefixtures("small_pages")
def test_a_file_goes_on_after_a_stop_where_it_was(exchange: Exchange, feed: Feed) -> None:
    alice = browser(exchange, "alice")
    send(alice, feed, sheet(*(row(登记号=f"DJ-{number}") for number in range(150))))
    job = ImportJob.objects.get()
    run(job.pk, pages=1)
    assert alice.post(f"/desk/exchange/jobs/{job.pk}/stop/").status_code == 302
    assert (run(job.pk), sightings()) == (False, 100)
    assert alice.get(f"/desk/exchange/jobs/{job.pk}/", headers={"HX-Request": "true"})["HX-Refresh"] == "true"
    assert alice.post(f"/desk/exchange/jobs/{job.pk}/resume/").status_code == 302
    run(job.pk)
    done = ImportJob.objects.get()
    assert (done.state, done.made, done.same, sightings()) == ("done", 150, 0, 150)
    assert alice.post(f"/desk/exchange/jobs/{job.pk}/resume/").status_code == 409


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "empty"),
        ("登记号,社区\nDJ-1,米市社区\n".encode("gb18030"), "反映内容, 类别"),
        (b"PK\x03\x04 but no workbook", "damaged"),
        (b"\x00\x01\x02\xff\xfe", "no table"),
        ("登记号,社区,类别,反映内容\n".encode(), "no row"),
    ],
)
def test_what_is_no_table_is_refused_with_the_reason(exchange: Exchange, feed: Feed, content: bytes, why: str) -> None:
    answer = send(browser(exchange, "alice"), feed, SimpleUploadedFile("a.csv", content))
    assert answer.status_code in {409, 422}
    assert why in answer.content.decode()
    assert ImportJob.objects.count() == 0


def test_a_row_is_mended_without_its_person_being_shown_and_becomes_a_matter(exchange: Exchange, feed: Feed) -> None:
    alice = browser(exchange, "alice")
    sent(alice, feed, sheet(BAD["DJ-2"][0]))
    bad = RejectedRow.objects.get()
    page = alice.get(f"/desk/exchange/refused/{bad.pk}/").content.decode()
    assert "桃花源" in page
    assert "13911110009" not in page
    still = alice.post(f"/desk/exchange/refused/{bad.pk}/", {"社区": "杏花村", "类别": "邻里", "反映内容": "漏水"})
    assert (still.status_code, sightings()) == (409, 0)
    right = {"社区": "米市社区", "类别": "邻里", "反映内容": "漏水", "登记时间": "2026-11-16"}
    assert alice.post(f"/desk/exchange/refused/{bad.pk}/", right).status_code == 302
    declare_system()
    assert Party.objects.get(matter=Sighting.objects.get().matter).phone == "13911110009"
    assert RejectedRow.objects.get().row == ""
    assert Act.objects.filter(kind="RejectedRowMended", actor=exchange.cast["alice"]).count() == 1


def test_refused_rows_go_out_guarded_and_come_in_mended(exchange: Exchange, feed: Feed) -> None:
    alice = browser(exchange, "alice")
    formula = '=HYPERLINK("http://evil.example","看")'
    sent(alice, feed, table(row(社区="桃花源", 反映内容=formula)))
    answer = alice.post(f"/desk/exchange/feeds/{feed.pk}/refused/table/")
    taken_out = answer.content.decode("utf-8-sig")
    lines = list(csv.DictReader(StringIO(taken_out)))
    assert [line["反映内容"] for line in lines] == [f"'{formula}"]
    assert Act.objects.filter(kind="RejectedRowsTaken").count() == 1
    mended = SimpleUploadedFile("mended.csv", taken_out.replace("桃花源", "米市社区").encode("utf-8-sig"))
    job = sent(alice, feed, mended)
    assert (job.made, job.rejected, reasons(feed)) == (1, 0, {})
    declare_system()
    assert Sighting.objects.get().words == formula


def test_a_record_is_shown_as_it_was_received_but_not_whom_it_concerns(exchange: Exchange, feed: Feed) -> None:
    alice, oscar = browser(exchange, "alice"), browser(exchange, "oscar")
    sent(alice, feed, sheet(row()))
    declare_system()
    pk = SourceRecord.objects.get().pk
    page = alice.get(f"/desk/exchange/records/{pk}/").content.decode()
    told = alice.get(f"/api/exchange/records/{pk}").json()
    assert (row()["反映内容"] in page, "登记表.xlsx" in page, "row 2" in page) == (True, True, True)
    assert (told["row"], told["said"]["反映内容"], told["outside_id"]) == (2, row()["反映内容"], "DJ-1")
    assert not any(hidden in page + str(told) for hidden in ("13911110009", "叶某", "330105199001011234"))
    for who in ("nina", "otto", "zed", "oscar"):  # oscar connects sources and does not read matters
        assert browser(exchange, who).get(f"/desk/exchange/records/{pk}/").status_code == 404
    assert oscar.get(f"/api/exchange/records/{pk}").status_code == 404
    Matter.objects.update(is_open=False, closed_at=timezone.now() - timedelta(days=4000))
    forget_what_is_over(timezone.now())
    declare_system()
    assert SourceRecord.objects.get().row == ""
    assert "no longer" in alice.get(f"/desk/exchange/records/{pk}/").content.decode()


@pytest.mark.parametrize(("who", "code"), [("alice", 302), ("oscar", 302), ("nina", 404), ("otto", 404), ("zed", 404)])
def test_refused_rows_are_looked_at_again(exchange: Exchange, feed: Feed, who: str, code: int) -> None:
    sent(browser(exchange, "alice"), feed, sheet(BAD["DJ-2"][0], row(登记号="DJ-8", 类别="天气")))
    Place.objects.create(code="330105001999", name="桃花源", level=Place.Level.VILLAGE, parent_id="330105001")
    answer = browser(exchange, who).post(f"/desk/exchange/feeds/{feed.pk}/refused/again/")
    assert answer.status_code == code
    if code == 302:
        run(ImportJob.objects.latest("pk").pk)
    assert (sightings(), len(reasons(feed))) == ((1, 1) if code == 302 else (0, 2))


def doors(feed: Feed, job: ImportJob, bad: RejectedRow) -> dict[str, tuple[str, str]]:
    here = f"/desk/exchange/feeds/{feed.pk}/"
    api = f"/api/exchange/feeds/{feed.pk}"
    return {
        "feed": ("get", here), "refused": ("get", f"{here}refused/"), "send": ("post", f"{here}file/"),
        "table": ("post", f"{here}refused/table/"), "mend": ("get", f"/desk/exchange/refused/{bad.pk}/"),
        "job": ("get", f"/desk/exchange/jobs/{job.pk}/"), "stop": ("post", f"/desk/exchange/jobs/{job.pk}/stop/"),
        "api feed": ("get", api), "records": ("get", f"{here}records/"),
        "api records": ("get", f"{api}/records"), "api jobs": ("get", f"{api}/jobs"),
        "api refused": ("get", f"{api}/refused"),
        "api table": ("get", f"{api}/refused/table"), "api job": ("get", f"/api/exchange/jobs/{job.pk}"),
        "api row": ("get", f"/api/exchange/refused/{bad.pk}"), "disconnect": ("post", f"{here}disconnect/"),
    }  # fmt: skip


MENDING = {"table", "mend", "api table", "api row"}


@pytest.mark.parametrize(
    ("who", "closed"),
    [
        ("zed", None),  # a stranger
        ("nina", None),  # coordinates the next county
        ("otto", None),  # his role ended yesterday
        ("tess", None),  # coordinates a township: the county's feed is not hers
        ("oscar", MENDING),  # runs the machine and does not read what rows say
        ("alice", {"disconnect"}),  # reads and mends and does not connect
    ],
)
def test_who_finds_which_door(exchange: Exchange, feed: Feed, who: str, closed: set[str] | None) -> None:
    job = sent(browser(exchange, "alice"), feed, sheet(BAD["DJ-2"][0]))
    all_doors = doors(feed, job, RejectedRow.objects.get())
    client = browser(exchange, who)
    answers = {name: getattr(client, way)(address).status_code for name, (way, address) in all_doors.items()}
    shut = {name for name, code in answers.items() if code == 404}
    assert shut == (set(all_doors) if closed is None else closed), answers


def test_a_township_runs_its_own_feed_and_the_county_sees_it(exchange: Exchange) -> None:
    feed = exchange.connect("village", place=exchange.cast.township)
    tess = browser(exchange, "tess")
    job = sent(tess, feed, sheet(*held("village")))  # type: ignore[arg-type]
    assert job.made == 4
    assert tess.get(f"/desk/exchange/feeds/{feed.pk}/").status_code == 200
    assert browser(exchange, "alice").get(f"/desk/exchange/feeds/{feed.pk}/").status_code == 200


def test_a_source_learns_what_became_of_its_records_as_far_as_its_reader_may_know(exchange: Exchange) -> None:
    feed = exchange.connect("hotline")
    exchange.taken(feed, held("hotline"))
    alice, here = browser(exchange, "alice"), f"/desk/exchange/feeds/{feed.pk}/records/"
    page = alice.get(here, {"q": "RX20261117"}).content.decode()
    assert ("RX2026111700135" in page, "RX2026111600812" in page) == (True, False)
    items = alice.get(f"/api/exchange/feeds/{feed.pk}/records", {"size": 2}).json()
    assert [one["outside_id"] for one in items["items"]] == ["RX2026112000077", "RX2026111900220"]
    assert items["next"]
    oscar = browser(exchange, "oscar")
    assert oscar.get(f"/api/exchange/feeds/{feed.pk}/records").json()["items"] == []
    assert "RX20261117" not in oscar.get(here).content.decode()
    assert browser(exchange, "nina").get(here).status_code == 404


def test_a_program_does_all_that_the_screens_do(exchange: Exchange) -> None:
    oscar, alice = browser(exchange, "oscar"), browser(exchange, "alice")

    def post(client: Client, path: str, said: dict[str, object], key: str) -> dict[str, object]:
        answer = client.post(
            f"/api/exchange{path}", json.dumps(said), "application/json", headers={"Idempotency-Key": key}
        )
        assert answer.status_code < 300, answer.content.decode()
        return dict(answer.json())

    said = {"source": "resident", "place": exchange.cast.county}
    made = post(oscar, "/feeds", said, "connect-1")
    assert made == post(oscar, "/feeds", said, "connect-1")
    here = f"/api/exchange/feeds/{made['id']}"
    file = sheet(row(), BAD["DJ-2"][0])
    begun = alice.post(f"{here}/files", {"file": file}, headers={"Idempotency-Key": "a-file-once"}).json()
    run(begun["id"])
    assert alice.get(f"/api/exchange/jobs/{begun['id']}").json()["rejected"] == 1
    (refused,) = alice.get(f"{here}/refused").json()["items"]
    assert "联系电话" not in alice.get(f"/api/exchange/refused/{refused['id']}").json()["said"]
    post(alice, f"/refused/{refused['id']}/mend", {"values": {"社区": "米市社区"}}, "mend-once-1")
    assert (sightings(), alice.get(f"{here}/refused").json()["items"]) == (2, [])
    assert post(oscar, f"/feeds/{made['id']}/disconnect", {}, "disconnect")["state"] == "off"


def test_what_refused_rows_say_is_forgotten_after_half_a_year(exchange: Exchange, feed: Feed) -> None:
    alice = browser(exchange, "alice")
    sent(alice, feed, sheet(BAD["DJ-2"][0]))
    send(alice, feed, sheet(row(登记号="DJ-9")))
    assert forget_what_is_over(timezone.now() + timedelta(days=183))["rejected_rows"] == 0
    assert forget_what_is_over(timezone.now() + timedelta(days=185))["rejected_rows"] == 2
    bad = RejectedRow.objects.get()
    assert (bad.row, bad.reason, FileRow.objects.count()) == ("", BAD["DJ-2"][1], 0)
    mending = browser(exchange, "alice").post(f"/desk/exchange/refused/{bad.pk}/", {"社区": "米市社区"})
    assert (mending.status_code, "forgotten" in mending.content.decode()) == (409, True)
