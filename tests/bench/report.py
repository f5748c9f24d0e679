"""What was measured, as one table for people and as JSON for programs."""

from dataclasses import asdict, dataclass

PEER = {100_000: 37.0, 1_000_000: 6.3}
AIM = {100_000: 40.0, 1_000_000: 20.0}
PEER_STATEMENTS = {"create": "20–62", "list 10": "16–513", "list 100": "16–513", "change a state": "41–133"}
AIM_STATEMENTS = {"create": 12, "list 10": 6, "list 100": 6, "change a state": 12}
COLUMNS = ("what", "measured", "best peer", "ratio", "aim", "reached")


@dataclass(frozen=True, slots=True)
class Figure:
    """One line: what was measured, its value and unit, the best published peer's, and what we aim at.

    `more` says whether more is better; without an aim there is nothing to reach.
    """

    what: str
    value: float
    unit: str = ""
    peer: str = ""
    aim: float | None = None
    more: bool = False
    note: str = ""

    @property
    def ratio(self) -> str:
        """How many times better than the peer; where peers are a range, than its ends."""
        ends = [float(end) for end in self.peer.split("–")] if self.peer else []
        if not ends or not self.value:
            return ""
        times = [self.value / end if self.more else end / self.value for end in ends]
        return "–".join(f"{one:.1f}" for one in times) + " ×"

    @property
    def reached(self) -> str:
        """Whether the aim is reached."""
        if self.aim is None:
            return ""
        return "yes" if (self.value >= self.aim if self.more else self.value <= self.aim) else "NO"

    def cells(self) -> tuple[str, ...]:
        """The line as it is printed."""
        shown = f"{self.value:,.0f}" if self.value == int(self.value) else f"{self.value:,.1f}"
        aim = "" if self.aim is None else f"{self.aim:g}"
        return (self.what, f"{shown} {self.unit}".strip(), self.peer, self.ratio, aim, self.reached or self.note)


def table(figures: list[Figure]) -> str:
    """All figures as one table (Markdown)."""
    rows = [COLUMNS, *(figure.cells() for figure in figures)]
    widths = [max(len(row[at]) for row in rows) for at in range(len(COLUMNS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]])


def as_json(figures: list[Figure], about: dict[str, object]) -> dict[str, object]:
    """All figures and the circumstances under which they were measured."""
    return {"about": about, "figures": [asdict(f) | {"ratio": f.ratio, "reached": f.reached} for f in figures]}
