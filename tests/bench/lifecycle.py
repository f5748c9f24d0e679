"""What one user does again and again: take in a dispute, hand it to a department, resolve it, find it again."""

import random
from dataclasses import dataclass

from tests.bench.desks import Desk
from tests.bench.line import Failed, Line

WORDS = (
    "我在工地干了三个月，包工头拖欠工资一直不发，打电话也不接，请帮我讨薪。",
    "公司拖着两个月工资没给，说资金周转不开，我们十几个人都等着这笔钱过日子。",
    "离职以后公司不肯结清工资，也不给离职证明，影响我找新工作。",
)
ITEM = "C07-2"


@dataclass(frozen=True, slots=True)
class Done:
    """A lifecycle that was acknowledged at every step: the dispute it left resolved."""

    dispute: int
    number: str


def _report(desk: Desk, mark: str, dice: random.Random) -> dict[str, object]:
    return {
        "words": f"{dice.choice(WORDS)}公司是{mark}。",
        "place": desk.place,
        "name": "测速人",
        "phone": f"199{dice.randrange(10**8):08d}",
        "channel": "window",
        "respondent": mark,
    }


def live_through(line: Line, desk: Desk, mark: str, dice: random.Random) -> Done:
    """Create → accept → assign → resolve → search; `mark` is a firm's name that no other dispute has.

    Raises `Failed` at the first step that is refused, and when the search does not find the dispute again.
    """
    made = line.post("create", "/api/disputes", desk.coordinator, _report(desk, mark, dice))
    here = f"/api/disputes/{made['dispute']}"
    line.post("accept", f"{here}/accept", desk.coordinator, {"item": ITEM, "place": desk.place})
    line.post("assign", f"{here}/department", desk.coordinator, {"lead": desk.department})
    line.post("resolve", f"{here}/resolution", desk.handler, {"answer": "工资已经付清，请查收。"})
    found = line.get("search", "/api/disputes", desk.coordinator, q=mark)
    items = found["items"]
    if not isinstance(items, list) or [one["id"] for one in items] != [made["dispute"]]:
        raise Failed("search: not found again")
    return Done(int(str(made["dispute"])), str(made["number"]))
