"""What is asked for is what is installed: each requirement stands in its lock, and no registry is named."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def named(file: str) -> set[str]:
    """The packages that a requirements file names, in the form of locks."""
    lines = (ROOT / file).read_text(encoding="utf-8").splitlines()
    names = [re.match(r"[A-Za-z0-9][A-Za-z0-9._-]*", line) for line in lines]
    return {re.sub(r"[._-]+", "-", name.group()).lower() for name in names if name}


@pytest.mark.parametrize(
    ("asked", "lock"),
    [
        ("requirements.in", "requirements.lock"),
        ("requirements.in", "requirements-dev.lock"),
        ("requirements-dev.in", "requirements-dev.lock"),
    ],
)
def test_every_requirement_is_locked(asked: str, lock: str) -> None:
    assert named(asked) - named(lock) == set()
    assert "://" not in (ROOT / lock).read_text(encoding="utf-8")
