"""Every question has one answer: in Python and in SQL, and whichever record comes first."""

from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from concord.engines.linkage.comparing import edits_between
from concord.engines.linkage.levels import KINDS, Comparison, Kind
from concord.engines.linkage.model import level_of
from concord.engines.linkage.records import Form
from concord.engines.linkage.tables import OnDuckdb, on_duckdb, write

NAMES = (None, "张伟", "张*", "张韦", "王小明", "王小敏", "王*", "欧阳小明", "数语劳务", "数语")
PHONES = (None, "13812345678", "13812345687", "138****5678", "13912345678", "05718888")
CARDS = (None, "330106199001011234", "3301**********1234", "330106199001011243", "330106198001011234")
PLACES = (None, "330105", "330105001", "330105001002", "330105001003", "330106001002")
TOPICS, AMOUNTS, DAYS = (
    (None, "C17-3", "C17-1", "C07-3"),
    (None, 0, 100_000, 102_000, 114_000, 900_000),
    (None, 1, 2, 9, 30, 99, 400),
)
MARKS = (None, (1,), (1, 2, 3, 4, 5, 6), (1, 2, 3, 9, 10, 11), (1, 12, 13, 14, 15, 16), (7, 8))
COMPARISONS = {f"{kind.name}: {one.name}": one for kind in KINDS.values() for one in kind.comparisons}


def a_form(chance: Random, number: int = 0) -> Form:
    name, phone, card = chance.choice(NAMES), chance.choice(PHONES), chance.choice(CARDS)
    return Form(
        str(number), name, None if name is None or "数" in name else name[: 2 if "欧" in name else 1],
        phone, f"{phone[:3]}{phone[-4:]}" if phone else None, card, f"{card[:4]}{card[-4:]}" if card else None,
        chance.choice(NAMES), chance.choice(PLACES), chance.choice(AMOUNTS), chance.choice(DAYS), chance.choice(TOPICS),
        chance.choice(MARKS),
    )  # fmt: skip


FORMS = st.integers().map(lambda seed: a_form(Random(seed)))


@pytest.fixture(scope="module")
def forms() -> list[Form]:
    chance = Random(7)
    return [a_form(chance, number) for number in range(120)]


@pytest.fixture(scope="module")
def engine(forms: list[Form], tmp_path_factory: pytest.TempPathFactory) -> Iterator[OnDuckdb]:
    folder: Path = tmp_path_factory.mktemp("forms")
    write(forms, folder / "forms.parquet")
    with on_duckdb(folder / "forms.parquet", folder) as found:
        yield found


@pytest.mark.parametrize("named", COMPARISONS)
def test_sql_and_python_say_the_same(named: str, engine: OnDuckdb, forms: list[Form]) -> None:
    questions = [level.question for level in COMPARISONS[named].levels[:-1]]
    columns = list(Form.__dataclass_fields__)
    sides = ", ".join(f"{side}.{column} as {column}_{side}" for side in "lr" for column in columns)
    told = ", ".join(one.sql("duckdb") for one in questions)
    sql = f"select unique_id_l, unique_id_r, {told} from (select {sides} from forms l, forms r)"
    rows = list(engine.rows(sql))
    assert len(rows) == len(forms) ** 2
    differing = [
        (question, forms[int(left)], forms[int(right)])
        for left, right, *answers in rows
        for question, answer in zip(questions, answers, strict=True)
        if question.holds(forms[int(left)], forms[int(right)]) is not answer
    ]
    assert differing == []


@pytest.mark.parametrize("named", COMPARISONS)
@given(left=FORMS, right=FORMS)
def test_the_order_of_two_records_does_not_matter(named: str, left: Form, right: Form) -> None:
    assert level_of(COMPARISONS[named], left, right) == level_of(COMPARISONS[named], right, left)


@pytest.mark.parametrize("kind", KINDS.values(), ids=list(KINDS))
@given(form=FORMS)
def test_a_record_is_like_itself_in_all_that_it_states(kind: Kind, form: Form) -> None:
    def likeness(comparison: Comparison) -> bool:
        at = level_of(comparison, form, form)
        hidden = "*" in f"{form.name}{form.phone}{form.identity}{form.against}"
        short = form.phone == "05718888" or len(form.place or "330000000000") < 12
        return at is None or comparison.levels[at].agrees or hidden or short or not (form.phone or form.identity)

    assert [comparison.name for comparison in kind.comparisons if not likeness(comparison)] == []


@pytest.mark.parametrize(
    ("one", "other", "edits"), [("张伟", "张韦", 1), ("1234", "1243", 2), ("", "ab", 2), ("a", "a", 0)]
)
def test_edits_are_counted_by_characters(one: str, other: str, edits: int) -> None:
    assert edits_between(one, other) == edits_between(other, one) == edits
