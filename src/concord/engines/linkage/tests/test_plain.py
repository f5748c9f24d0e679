"""Names and numbers in one form: what sources write differently becomes the same, and once plain stays plain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.linkage.plain import ends, identity, organisation, person, phone, plain, surname

TEXTS = st.text(
    alphabet=st.sampled_from("张王欧阳伟芳某先生女士公司有限集团杭州市浙江拱墅区（）()数语ＡＢcd１２3 *×，·省"),
    max_size=14,
)


@pytest.mark.parametrize(
    ("written", "core"),
    [
        ("杭州市数语劳务有限公司", "数语劳务"),
        ("数语（杭州）劳务有限责任公司", "数语劳务"),
        ("浙江省杭州市数语劳务（集团）股份有限公司", "数语劳务"),
        ("数语公司", "数语"),
        ("杭州有限公司", "杭州"),
    ],
)
def test_a_company_is_its_own_name(written: str, core: str) -> None:
    assert organisation(written) == core


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("张伟", "张伟"),
        ("张 先生", "张*"),
        ("张某某", "张*"),
        ("张＊＊", "张*"),
        ("欧阳女士", "欧阳*"),
        ("某某", ""),
        ("", ""),
    ],
)
def test_a_hidden_name_keeps_its_surname(written: str, form: str) -> None:
    assert person(written) == form


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("+86 138-1234-5678", "13812345678"),
        ("１３８１２３４５６７８", "13812345678"),
        ("138××××5678", "138****5678"),
        ("0571-88880000", "057188880000"),
        ("12345", ""),
    ],
)
def test_a_telephone_is_its_digits(written: str, form: str) -> None:
    assert phone(written) == form


def test_an_old_identity_number_becomes_one_of_18_places() -> None:
    assert identity("11010519491231002x") == "11010519491231002X"  # the example of GB 11643
    assert identity("110105491231002") == "11010519491231002X"
    assert identity("3301**********1234") == "3301**********1234"
    assert identity("3301") == ""


def test_what_a_mask_leaves_is_the_same_as_of_the_whole_number() -> None:
    assert ends("138****5678", 3) == ends("13812345678", 3) == "1385678"
    assert ends("13*********", 3) == ""


@pytest.mark.parametrize("form", [plain, organisation, person, phone, identity])
@given(text=TEXTS | st.text(max_size=20))
def test_what_is_plain_stays_as_it_is(form: type[str], text: str) -> None:
    assert form(form(text)) == form(text)


@given(TEXTS)
def test_a_surname_is_the_beginning_of_the_name(text: str) -> None:
    assert person(text).startswith(surname(person(text)))
