"""Every setting that the code reads is described for operators, and none that it does not read."""

import re

from tests.house.sources import ROOT, code

NAME = re.compile(r"\bCONCORD_[A-Z0-9_]+")
# Django settings of the same form that are no variables of the environment.
INNER = {"CONCORD_TEST_RUN"}


def test_the_table_for_operators_has_every_variable_of_the_environment() -> None:
    read = {name for path in code() for name in re.findall(r'"(CONCORD_[A-Z0-9_]+)"', path.read_text(encoding="utf-8"))}
    table = [line for line in (ROOT / "docs/operators.md").read_text(encoding="utf-8").splitlines() if "|" in line]
    told = {name for line in table for name in NAME.findall(line.split("|")[1])}
    assert (read - told - INNER, told - read) == (set(), set())
