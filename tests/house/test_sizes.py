"""Nothing grows too large: the house's sizes, of which each file, function and test is measured."""

import statistics
from pathlib import Path

import pytest

from tests.house.sources import at, code, functions, is_test, lines_of, trees, written_files

MOST_OF_A_FILE = 400
MOST = {"function": 50, "test": 40}
# Where functions must be shorter still: a part of the path · how many lines.
STRICTER = {"views": 20, "services": 40, "engines/law": 30}


def length(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def too_long(paths: list[Path], most: int) -> list[str]:
    return [
        f"{at(path, one)} {one.name} has {lines_of(one)} lines"
        for path in paths
        for one in functions(path)
        if lines_of(one) > most
    ]


def test_no_file_is_longer_than_400_lines() -> None:
    assert [f"{at(path)} has {length(path)} lines" for path in written_files() if length(path) > MOST_OF_A_FILE] == []


def test_no_function_is_longer_than_50_lines_and_no_test_than_40() -> None:
    assert too_long([path for path in trees() if not is_test(path)], MOST["function"]) == []
    assert too_long([path for path in trees() if is_test(path)], MOST["test"]) == []


@pytest.mark.parametrize("part", STRICTER)
def test_doors_deeds_and_rules_of_law_are_shorter_still(part: str) -> None:
    paths = [path for path in code() if f"/{part}/" in str(path) or path.stem == part]
    assert paths
    assert too_long(paths, STRICTER[part]) == []


def test_most_are_far_below_the_limits() -> None:
    files = sorted(length(path) for path in code())
    sizes = sorted(lines_of(one) for path in code() for one in functions(path))
    assert (statistics.median(files) <= 70, files[len(files) * 9 // 10] <= 200) == (True, True)
    assert (statistics.median(sizes) <= 8, sizes[len(sizes) * 9 // 10] <= 25) == (True, True)
