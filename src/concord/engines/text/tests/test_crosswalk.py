"""What the machine proposes for a class of another body, and how a text decides among several kinds."""

from concord.engines.text.crosswalk import Foreign, among, fits, propose
from concord.engines.text.taxonomy import NONE


def first(*path: str, **decided: int) -> str:
    return propose([Foreign(path, decided=decided)])[0][0].target


def test_the_words_of_a_class_lead_to_its_kind() -> None:
    assert first("城乡建设", "住房保障与房地产", "物业服务") == "C11-1"
    assert first("劳动和社会保障", "劳动关系", "辞职辞退") == "C07-1"
    assert first("环境保护", "环境污染", "噪音污染") == "C16-1"


def test_what_people_decided_about_its_records_outweighs_its_words() -> None:
    records = {"C16-1": 40}
    found = propose([Foreign(("小区管理",), decided=records)])[0]
    assert found[0].target == "C16-1"
    assert found[0].records == 40
    assert found[0].share > 0.8


def test_one_record_does_not_outweigh_plain_words() -> None:
    assert propose([Foreign(("物业服务",), decided={"C16-1": 1})])[0][0].target == "C11-1"


def test_shares_add_up_to_one_at_most_and_words_are_shown() -> None:
    for proposals in propose([Foreign(("政法", "交通管理", "交通事故")), Foreign(("其他",))]):
        assert sum(one.share for one in proposals) <= 1.001
    assert "事故" in propose([Foreign(("政法", "交通管理", "交通事故"))])[0][0].words


def test_nothing_is_proposed_for_nothing() -> None:
    assert propose([]) == []


def test_the_text_decides_among_the_kinds_that_a_class_allows() -> None:
    wages = "我们十几个农民工在工地干了半年，包工头一直拖着工资不发，快过年了。"
    assert among(wages, ["C07-1", "C08-1"]) == "C08-1"
    assert among(wages, ["C16"]).startswith("C16-")
    assert among(wages, ["text"]) == "C08-1"


def test_without_words_the_first_kind_stands_or_none_is_found() -> None:
    assert among("", ["C07", "C08-1"]) == "C08-1"
    assert among("", ["text"]) == ""


def test_a_proposal_fits_an_item_a_category_or_any_text() -> None:
    assert fits("C16-1", ["C16-1"])
    assert fits("C16-1", ["C16"])
    assert fits("C16-1", ["text"])
    assert fits(NONE, [NONE])
    assert not fits("C16-1", ["C16-2", NONE])
