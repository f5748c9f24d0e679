"""One row of a table of deeds: who tries what at which step, what is answered, and where the dispute stands then."""

from dataclasses import dataclass, field

import pytest

from concord.apps.disputes.tests.browsers import nothing_changes
from concord.apps.disputes.tests.doors import DONE, DOORS, Door, Said, answered, knock
from concord.apps.disputes.tests.told import told_to
from tests.ground.cast import Cast


@dataclass(frozen=True, slots=True)
class Try:
    """A try, and what comes of it; `answer` differs by door where a screen offers a list and a program may not."""

    step: str
    who: str
    answer: int | tuple[int, int]
    then: str
    said: Said = field(default_factory=dict)

    def expected(self, door: Door) -> int:
        return self.answer if isinstance(self.answer, int) else self.answer[DOORS.index(door)]


def both_doors(*tries: Try) -> pytest.MarkDecorator:
    """Let a test take each try by screen and by API."""
    rows = [
        pytest.param(one, door, id=f"{number}-{one.who or 'nobody'}-{one.step}-{door}")
        for number, one in enumerate(tries)
        for door in DOORS
    ]
    return pytest.mark.parametrize(("one", "door"), rows)


def tried(cast: Cast, deed: str, one: Try, door: Door) -> None:
    """Make the try: the answer and the step are as said, and where the answer was no, nothing changed."""
    told = told_to(one.step, cast)
    if one.expected(door) == DONE:
        answer = knock(told, one.who, deed, one.said, door)
    else:
        with nothing_changes():
            answer = knock(told, one.who, deed, one.said, door)
    assert (answered(answer), told.stage) == (one.expected(door), one.then), answer.content.decode()[-600:]
