"""People are asked where their answer teaches most, and never twice about the same thing."""

from concord.engines.text.asking import Candidate, Why, choose

PLAIN = "包工头欠我们十二个农民工的工资，工地停了三个月还不给钱。"
VAGUE = "这件事情到底归谁管，请帮忙问一下，谢谢。"


def test_where_another_door_says_another_category_a_person_is_asked() -> None:
    asked = choose([Candidate(1, PLAIN, "C11-1")], [], 5)
    assert [(one.key, one.why) for one in asked if one.why == Why.DISAGREE] == [(1, Why.DISAGREE)]


def test_what_the_model_is_sure_of_and_no_door_doubts_is_not_asked_for_that() -> None:
    asked = choose([Candidate(1, PLAIN, "C08-1")], [], 5)
    assert not [one for one in asked if one.why in {Why.DISAGREE, Why.UNSURE}]


def test_texts_like_one_another_are_asked_about_once() -> None:
    many = [Candidate(at, VAGUE + "！" * (at % 2), "C16-1") for at in range(6)]
    assert len(choose(many, [], 6)) == 1


def test_a_dense_region_counts_less_once_someone_answered_there() -> None:
    texts = [f"{name}路口的红绿灯坏了，早高峰堵得走不动，希望修一修。" for name in ("文晖", "莫干山", "大关", "湖墅")]
    many = [Candidate(at, text) for at, text in enumerate(texts)]
    before = {one.key: one.weight for one in choose(many, [], 4) if one.why == Why.DENSE}
    after = {one.key: one.weight for one in choose(many, texts, 4) if one.why == Why.DENSE}
    assert sum(after.values()) < sum(before.values())


def test_no_more_are_asked_than_wanted_and_none_of_nothing() -> None:
    assert choose([], [], 3) == []
    assert len(choose([Candidate(at, f"{VAGUE}{PLAIN[at:]}") for at in range(8)], [], 3)) <= 3
