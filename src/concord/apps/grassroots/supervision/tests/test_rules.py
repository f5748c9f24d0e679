"""Which limit and which supervisors a matter gets, by the data files; what the readers refuse (G3)."""

from datetime import date

import pytest

from concord.apps.grassroots.catalogue import catalogue
from concord.apps.grassroots.limits import due_for, limit_for, read_rules
from concord.apps.grassroots.supervision import rules as supervision


@pytest.mark.parametrize(
    ("category", "level", "days"),
    [("P09", 2, (7, 14)), ("P13", 1, (2, 5)), ("P18", 1, (3, 7)), ("P18", 2, (7, 14)), ("P03", 4, (15, 30))],
)
def test_the_most_specific_limit_counts(category: str, level: int, days: tuple[int, int]) -> None:
    limit = limit_for(category, level)
    assert (limit.yellow, limit.days) == days


def test_a_rule_for_category_and_level_goes_before_one_for_either() -> None:
    text = """
default: {yellow: 7, red: 14, basis: a}
rules:
- {level: 2, yellow: 6, red: 12, basis: b}
- {category: P09, yellow: 5, red: 10, basis: c}
- {category: P09, level: 2, yellow: 1, red: 2, basis: d}
"""
    fitting = sorted((rule for rule in read_rules(text) if rule.fits("P09", 2)), key=lambda rule: rule.weight)
    assert [rule.limit.basis for rule in fitting] == ["a", "b", "c", "d"]


def test_limits_are_working_days_over_the_national_day() -> None:
    due = due_for("P09", 2, date(2026, 9, 28))  # the holiday of October 2026 lies between
    assert (due.yellow_on, due.due_on) == (date(2026, 10, 13), date(2026, 10, 22))


@pytest.mark.parametrize(
    "entry",
    ["{yellow: 9, red: 3, basis: x}", "{category: P99, yellow: 1, red: 2, basis: x}", "{colour: 1, yellow: 1, red: 2}",
     "{level: 7, yellow: 1, red: 2, basis: x}", "{yellow: 1, red: 2, basis: twice}"],
)  # fmt: skip
def test_a_limit_that_makes_no_sense_is_refused(entry: str) -> None:
    with pytest.raises(ValueError, match=r"limits\.yaml"):
        read_rules(f"default: {{yellow: 7, red: 14, basis: x}}\nrules:\n- {entry}\n")


def test_rules_name_categories_that_exist_and_every_ground() -> None:
    told = supervision.rules()
    named = {category for rule in told.bodies for category in rule.categories}
    assert named <= set(catalogue().problems)
    assert {rule.when for rule in told.bodies} == set(supervision.GROUNDS)


@pytest.mark.parametrize("said", ["when: never", "when: late, who: c"])
def test_a_rule_that_makes_no_sense_is_refused(said: str) -> None:
    with pytest.raises(ValueError, match=r"supervision\.yaml"):
        supervision.read_rules(
            f"governed: [x]\nreviewer: y\nobjection_days: 5\nbodies:\n- {{id: a, body: b, zh: z, en: e, {said}}}\n"
        )
