"""A mapping is read strictly, a row by its mapping, a place by code or by name."""

import pytest

from concord.core.exchange.mapped import Record, Rejected, kept_of, read
from concord.core.exchange.mapping import Verb
from concord.core.exchange.places import Places
from concord.core.exchange.reading import load
from concord.core.people.models import Place
from concord.engines.flow.sentences import UnfitError

GOOD = """source: test
zh: 测试
en: test
receiver: sighting
arrives: {by: file}
id: no
never: [id_card]
fields:
  words: {join: [a, b.c], with: ；}
  kind: {table: k, values: {x: P01}, else: P02}
  place: {place: {names: [street, community]}}
  seen_at: {time: at, form: [epoch_ms, YYYY-MM-DD]}
  source: {always: fixed}
required: [words, place]
"""
ROW: dict[str, object] = {"no": 7, "a": " 甲 ", "b": {"c": "乙"}, "k": "x", "street": "米市巷", "community": "米市"}


def place(code: str, name: str) -> Place:
    return Place(code=code, name=name, level=4 if len(code) == 9 else 5)


KNOWN = [place("330105001", "米市巷街道"), place("330105002", "湖墅街道"), place("330105001052", "米市社区"),
         place("330105001053", "德胜社区"), place("330105002053", "德胜社区")]  # fmt: skip
NAMES = {"米市巷": [KNOWN[0]], "湖墅": [KNOWN[1]], "米市": [KNOWN[2]], "德胜": KNOWN[3:]}
PLACES = Places("330105", {one.pk: one for one in KNOWN}, NAMES)


def said(**more: object) -> Record:
    mapped = load(GOOD)
    return read(mapped, kept_of(mapped, {**ROW, **more}), PLACES)


def test_a_row_in_our_words() -> None:
    told = said(at="1763337600000")
    assert told.outside_id == "7"
    assert told.text("words") == "甲；乙"
    assert [told.text(name) for name in ("kind", "place", "source")] == ["P01", "330105001052", "fixed"]
    assert told.text("seen_at") == "2025-11-17T00:00:00+00:00"
    assert said(k="y").text("kind") == "P02"
    assert said(at="2026-11-16").text("seen_at") == "2026-11-16T00:00:00+08:00"


def test_the_fingerprint_knows_what_is_read_and_nothing_else() -> None:
    assert said().fingerprint == said(id_card="330105", unread="x").fingerprint
    assert said().fingerprint != said(a="丙").fingerprint


@pytest.mark.parametrize(
    ("more", "field", "why"),
    [
        ({"no": ""}, "", "by which it would be known again"),
        ({"no": None}, "", "by which it would be known again"),
        ({"a": "", "b": ""}, "words", "is empty"),
        ({"a": [], "b": 1}, "words", "is empty"),
        ({"no": "7" * 121}, "", "longer than"),
        ({"at": "gestern"}, "seen_at", "no instant"),
        ({"at": "0001-01-01"}, "seen_at", "no instant"),
        ({"at": "9" * 30}, "seen_at", "no instant"),
        ({"street": "桃花源"}, "place", "here is called"),
        ({"street": "", "community": "德胜"}, "place", "Several places"),
        ({"street": "湖墅街道", "community": "米市社区"}, "place", "here is called"),
        ({"street": "", "community": ""}, "place", "is empty"),
    ],
)
def test_a_bad_row_is_refused_with_its_field_and_the_reason(more: dict[str, object], field: str, why: str) -> None:
    with pytest.raises(Rejected) as refused:
        said(**more)
    assert refused.value.field == field
    assert why in refused.value.form


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ("330105001052", "330105001052"),
        ("330105001000", "330105001"),
        ("330105001", "330105001"),
        ("330105001052000", "330105001052"),
        ("330105000000", "No township"),
        ("330106001000", "lies outside"),
        ("330105999999", "No township"),
        ("somewhere", "no code"),
    ],
)
def test_a_code_leads_to_its_place_however_many_zeros_follow(code: str, found: str) -> None:
    if found.isdecimal():
        assert PLACES.at(code) == found
        return
    with pytest.raises(Rejected) as refused:
        PLACES.at(code)
    assert found in refused.value.form


@pytest.mark.parametrize(
    ("change", "where", "why"),
    [
        (("id: no", "idd: no"), "6:1", "“idd” is not known here"),
        (("by: file", "by: pigeon"), "5:15", "Expected one of"),
        (("by: file", "by: page, rows: a"), "5:10", "more, newest"),
        (("{table: k, values: {x: P01}, else: P02}", "{table: k}"), "10:9", "values"),
        (("{always: fixed}", "{always: a, take: b}"), "13:11", "exactly one of"),
        (("{join: [a, b.c], with: ；}", "{join: [a], form: iso}"), "9:10", "does not go with"),
        (("epoch_ms", "sometime"), "12:30", "Expected one of"),
        (("never: [id_card]", "never: [a]"), "1:1", "never taken over and read"),
        (("required: [words, place]", "required: [words, phone]"), "1:1", "read from nothing"),
        (("{names: [street, community]}", "{}"), "11:18", "exactly one of"),
        (("by: file", "by: file, every: 0"), "5:28", "from 1 to"),
    ],
)
def test_a_wrong_file_is_refused_with_line_and_column(change: tuple[str, str], where: str, why: str) -> None:
    with pytest.raises(UnfitError) as unfit:
        load(GOOD.replace(*change))
    told = "\n".join(str(one) for one in unfit.value.problems)
    assert why in told
    assert where in told


def test_there_are_six_verbs_and_none_is_code() -> None:
    assert {one.value for one in Verb} == {"take", "join", "table", "time", "place", "always"}
