"""Hot issues in real messages: what is told, on which of its messages, with its evidence; and what never grew.

`make bench-risk MESSAGES=file`: JSON lines with 留言编号, 留言用户, 留言主题, 留言时间 and 留言详情.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from concord.engines.risk.background import vocabulary
from concord.engines.risk.grouping import Grouping
from concord.engines.risk.report import Report
from concord.engines.risk.watching import Watch
from concord.engines.text.mask import mask

HOT, SHOWN = 5, 12
FORMS = ("%Y/%m/%d %H:%M:%S", "%Y/%m/%d %H:%M")


@dataclass(slots=True)
class Issue:
    """A group of messages, and on which of them it was told, if it was."""

    reports: list[Report] = field(default_factory=list)
    told_on: int = 0
    told_at: datetime | None = None

    @property
    def people(self) -> int:
        """How many different people wrote."""
        return len({one.sender for one in self.reports})


def _instant(text: str) -> datetime:
    for form in FORMS:
        try:
            return datetime.strptime(text.replace("-", "/"), form).replace(tzinfo=UTC)
        except ValueError:
            continue
    raise ValueError(f"“{text}” is no time.")


def messages(file: Path) -> list[Report]:
    """The messages of a file, in the order in which they came."""
    rows = (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines())
    found = (
        Report(
            key=int(row["留言编号"]),
            at=_instant(row["留言时间"]),
            sender=row["留言用户"],
            title=row["留言主题"].strip(),
            words=row["留言详情"].strip(),
        )
        for row in rows
    )
    return sorted(found, key=lambda one: (one.at, one.key))


def watched(reports: list[Report]) -> list[Issue]:
    """All groups, each with when it was told."""
    watch, issues = Watch(Grouping(vocabulary())), dict[int, Issue]()
    for report in reports:
        group, alert = watch.add(report)
        issue = issues.setdefault(group.number, Issue())
        issue.reports.append(report)
        if alert and not issue.told_on:
            issue.told_on, issue.told_at = len(issue.reports), report.at
    return list(issues.values())


def _lines(issue: Issue) -> Iterator[str]:
    began, ended = (issue.reports[at].at.date() for at in (0, -1))
    told = f"told on message {issue.told_on}, {issue.told_at:%Y-%m-%d}" if issue.told_at else "not told"
    yield f"\n{len(issue.reports)} messages, {issue.people} people, {began} to {ended}: {told}"
    for one in issue.reports[:SHOWN]:
        yield f"  {one.at:%Y-%m-%d} {one.key} {mask(one.title)}"


def tell(file: Path) -> None:
    """Print what was told, and the groups of five people and more with their messages."""
    reports = messages(file)
    issues = watched(reports)
    told = [issue for issue in issues if issue.told_on]
    hot = [issue for issue in issues if issue.people >= HOT]
    early = [issue for issue in hot if issue.told_on and 2 * issue.told_on <= len(issue.reports)]
    weeks = len({one.at.isocalendar()[:2] for one in reports})
    small = sum(issue.people < HOT for issue in told) / weeks
    sys.stdout.write(
        f"{len(reports)} messages in {weeks:.0f} weeks; {len(told)} groups told; {len(hot)} of five people\n"
    )
    sys.stdout.write(
        f"and more, {len(early)} of them told before half of their messages; {small:.2f} a week did not grow\n"
    )
    for issue in sorted((*hot, *(one for one in told if one.people < HOT)), key=lambda one: -len(one.reports)):
        sys.stdout.write("\n".join(_lines(issue)) + "\n")
