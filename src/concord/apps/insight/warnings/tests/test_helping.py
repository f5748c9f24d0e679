"""A school that closed: 802 people are listed, offered another course, and nearly all settle; figures agree (D7)."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from concord.apps.insight.warnings.models import Affected, EarlyWarning
from concord.apps.insight.warnings.tests.test_warnings import Browser, browser, crowd, fresh, the_warning, told
from concord.core.agenda.shipped import publish_shipped
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast

__all__ = ["fresh"]  # the fixture that every test here needs as well


def sheet(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book = Workbook()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    out = BytesIO()
    book.save(out)
    return SimpleUploadedFile("list.xlsx", out.getvalue())


def pupil(number: int) -> tuple[str, str]:
    return f"家长{number:03d}", f"1380000{number:04d}"


@pytest.fixture
def confirmed(cast: Cast) -> EarlyWarning:
    publish_shipped()
    crowd(3)
    said = {"verdict": "confirmed", "reason": "机构停业，人数多"}
    assert browser(cast, "alice").send(f"/warnings/{the_warning().pk}/judgement", said).status_code == 200
    return the_warning()


def upload(client: Browser, pk: int, name: str, *rows: tuple[object, ...]) -> int:
    return client.post(f"/desk/warnings/{pk}/people/{name}/", {"file": sheet(*rows)}).status_code


def test_all_are_listed_offered_and_nearly_all_settle(cast: Cast, confirmed: EarlyWarning) -> None:
    alice, pk = browser(cast, "alice"), confirmed.pk
    declare_system()
    assert confirmed.affected.count() == 3  # those who reported
    listed = [("姓名", "电话", "金额"), *((*pupil(n), 6800) for n in range(799))]
    assert upload(alice, pk, "list", *listed) == 302
    assert upload(alice, pk, "list", *listed) == 302  # once more changes nobody
    assert alice.send(f"/warnings/{pk}/offers", {"words": "转到三家机构继续上课，不再收费"}).status_code == 200
    answers = [("姓名", "电话", "答复"), *((*pupil(n), "接受" if n < 754 else "不接受") for n in range(799))]
    assert upload(alice, pk, "answers", *answers) == 302
    shown = alice.get(f"/api/warnings/{pk}/progress").json()
    assert shown == {"all": 802, "settled": 754, "declined": 45, "waiting": 3, "share": "94.0"}
    page = alice.get(f"/desk/warnings/{pk}/people/").content.decode()
    assert "802人中已解决754人（94.0%）" in page
    assert "802人中已解决754人" in alice.get(f"/desk/warnings/{pk}/").content.decode()
    assert (told("PeopleListed"), told("SolutionOffered"), told("AnswersNoted")) == (2, 1, 1)
    declare_system()
    assert Affected.objects.filter(warning=pk, answer="accepted").count() == 754


def test_the_list_is_read_page_by_page_and_phones_are_masked(cast: Cast, confirmed: EarlyWarning) -> None:
    alice, pk = browser(cast, "alice"), confirmed.pk
    people = [{"name": name, "phone": phone} for name, phone in map(pupil, range(40))]
    assert alice.send(f"/warnings/{pk}/people", {"people": people}).json() == {"number": 40}
    first = alice.get(f"/api/warnings/{pk}/people?size=30").json()
    second = alice.get(f"/api/warnings/{pk}/people?size=30&cursor={first['next']}").json()
    keys = [one["id"] for one in first["items"] + second["items"]]
    assert (len(keys), len(set(keys)), second["next"]) == (43, 43, None)
    assert pupil(0)[1] not in str(first)


@pytest.mark.parametrize("who", ["sue", "dora", "nina", "otto"])
def test_only_who_works_on_it_reads_who_is_affected(cast: Cast, confirmed: EarlyWarning, who: str) -> None:
    client = browser(cast, who)
    assert client.get(f"/desk/warnings/{confirmed.pk}/people/").status_code == 404
    assert client.get(f"/api/warnings/{confirmed.pk}/people").status_code == 404
    assert client.send(f"/warnings/{confirmed.pk}/offers", {"words": "x"}).status_code == 404


def test_what_is_wrong_in_a_file_is_said_with_its_row_and_nothing_is_written(
    cast: Cast, confirmed: EarlyWarning
) -> None:
    alice, pk = browser(cast, "alice"), confirmed.pk
    assert upload(alice, pk, "list", ("姓名", "电话", "金额"), ("甲", "1", "很多")) == 409
    assert upload(alice, pk, "list", ("电话",), ("1",)) == 409
    assert upload(alice, pk, "answers", ("姓名", "电话", "答复"), ("甲", "1", "也许")) == 409
    assert upload(alice, pk, "answers", ("姓名", "电话", "答复"), ("没有这个人", "1", "接受")) == 409
    declare_system()
    assert confirmed.affected.count() == 3


def test_before_it_is_confirmed_nobody_is_listed(cast: Cast) -> None:
    crowd(3)
    pk, alice = the_warning().pk, browser(cast, "alice")
    assert alice.send(f"/warnings/{pk}/people", {"people": [{"name": "甲"}]}).status_code == 404
