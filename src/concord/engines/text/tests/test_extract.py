"""Facts stand where they are said to stand, with the value they say; what masking must hide is hidden."""

import re
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.text.extract import extract
from concord.engines.text.mask import mask

TODAY = date(2026, 11, 25)
PIECES = st.sampled_from(
    ["我叫张三，", "老板陈建国", "欠我13万元", "13857112233", "0571-87654321", "330106199001011233", "2026年3月5日",
     "杭州宏远建设有限公司", "文三路12号", "微信号abc12345", "６２２２", "😀", "\n", "元", "三万五", "1" * 19]
)  # fmt: skip
TEXTS = st.one_of(st.text(max_size=120), st.lists(PIECES, max_size=12).map("".join))


@pytest.mark.parametrize(
    ("said", "yuan"),
    [
        ("欠我13万元", "130000"),
        ("壹拾贰万捌仟元整", "128000"),
        ("欠款三万五一直不还", "35000"),
        ("￥1,280,000.00", "1280000"),
        ("两千多块钱", "2000"),
        ("工资5k没发", "5000"),
        ("首付款30余万", "300000"),
        ("付了3万2", "32000"),
        ("两个亿", "200000000"),
        ("共计４５６７８．５０元", "45678.50"),
        ("花了一千二", "1200"),
        ("罚款200，不服", "200"),
    ],
)
def test_sums_are_read_as_people_write_them(said, yuan):
    assert [one.value for one in extract(said).amounts] == [Decimal(yuan)]


@pytest.mark.parametrize(
    "said", ["几万块钱", "5万人", "10个人", "120平方米", "12345热线", "二〇二四年", "半年", "文三路12号"]
)
def test_what_is_no_sum_is_not_read_as_one(said):
    assert not extract(said).amounts


@pytest.mark.parametrize(
    ("said", "alone", "with_today"),
    [
        ("2026年3月5日", date(2026, 3, 5), date(2026, 3, 5)),
        ("二〇二六年三月十五日", date(2026, 3, 15), date(2026, 3, 15)),
        ("去年国庆", None, date(2025, 10, 1)),
        ("3月5日", None, date(2026, 3, 5)),
        ("12月30日", None, date(2025, 12, 30)),
    ],
)
def test_days_get_a_year_only_when_it_is_known(said, alone, with_today):
    assert [day.value for day in extract(said).dates] == [alone]
    assert [day.value for day in extract(said, as_of=TODAY).dates] == [with_today]


def test_days_told_from_today_need_today():
    assert not extract("昨天，上个月5号").dates
    assert [day.value for day in extract("昨天，上个月5号", as_of=TODAY).dates] == [
        date(2026, 11, 24),
        date(2026, 10, 5),
    ]


@pytest.mark.parametrize("said", ["2月30日", "2026年13月1日", "三个月前", "十五日内"])
def test_what_names_no_day_is_no_date(said):
    assert not extract(said, as_of=TODAY).dates


def test_names_places_and_numbers():
    who = "我叫张三，住文三路12号，杭州宏远建设有限公司老板陈建国，"
    found = extract(f"{who}电话13857112233，卡号6222021202041701419，QQ：123456789")
    assert [one.text for one in found.people] == ["张三", "陈建国"]
    assert [one.text for one in found.organisations] == ["杭州宏远建设有限公司"]
    assert [one.text for one in found.places] == ["文三路12号"]
    assert [one.text for one in found.phones] == ["13857112233"]
    assert [one.text for one in found.bank_cards] == ["6222021202041701419"]
    assert [one.text for one in found.accounts] == ["123456789"]


def test_identity_numbers_are_known_by_their_check_digit():
    assert [one.text for one in extract("身份证11010519491231002X").identity_numbers] == ["11010519491231002X"]
    assert not extract("身份证110105194912310021").identity_numbers


def test_places_the_caller_knows_are_found():
    assert not extract("我在塘头住").places
    assert [one.text for one in extract("我在塘头住", places=["塘头"]).places] == ["塘头"]


@given(TEXTS)
def test_offsets_point_at_what_they_say(text):
    found = extract(text, as_of=TODAY)
    kinds = (found.people, found.organisations, found.amounts, found.dates, found.places, found.phones,
             found.identity_numbers, found.bank_cards, found.accounts)  # fmt: skip
    assert all(text[one.start : one.end] == one.text for kind in kinds for one in kind)


@given(TEXTS)
def test_masking_keeps_the_length_and_leaves_no_number_that_identifies(text):
    hidden = mask(text)
    assert len(hidden) == len(text)
    found = extract(hidden)
    assert not found.phones
    assert not found.identity_numbers
    assert not found.bank_cards


def test_masking_hides_beyond_what_extraction_reads():
    hidden = mask("好" * 30_000 + "13857112233")
    assert "13857112233" not in hidden
    assert len(hidden) == 30_011


def test_house_numbers_are_hidden_when_asked():
    assert mask("文三路12号3单元") == "文三路12号3单元"
    assert not re.search(r"\d", mask("文三路12号3单元", houses=True))
