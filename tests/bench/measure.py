"""The benchmark from beginning to end: start, fill, ask, load, burst, count."""

import argparse
import time
from dataclasses import dataclass

from concord.config.schema import as_owner
from concord.core.api.pages import cursor_at
from tests.bench.county import BUSY_COUNTIES, make_counties, make_desks, make_supervisor
from tests.bench.desks import County, Desk
from tests.bench.filling import fill
from tests.bench.latency import latencies, waited
from tests.bench.line import Answered, Line
from tests.bench.load import Crowd, Outcome, Say, recovery_after
from tests.bench.processors import spent
from tests.bench.report import AIM, AIM_STATEMENTS, PEER, PEER_STATEMENTS, Figure
from tests.bench.stage import Stage, lost, told_after
from tests.bench.statements import Counted, Door, costs

AT_ONCE = 4
PAUSE = 5.0
WARM_UP = 8.0


@dataclass(frozen=True, slots=True)
class People:
    """Who takes part."""

    counties: list[County]
    desks: list[Desk]
    supervisor: str


def _people(stage: Stage) -> People:
    with stage.database_alone(), as_owner():
        counties = make_counties()
        return People(counties, make_desks(counties[:BUSY_COUNTIES]), make_supervisor(counties[0]))


def _newest_seen(url: str, token: str) -> int:
    """The newest dispute that the widest list shows: proof that what was filled in is seen through the API."""
    heard: list[Answered] = []
    with Line(url, heard.append) as line:
        items = line.get("list", "/api/disputes", token)["items"]
        counts = line.get("counts", "/api/disputes/counts", token)
    assert isinstance(items, list)
    assert len(items) == 30
    assert int(str(counts["open"])) > 0
    return int(items[0]["id"])


def _named(disputes: int) -> str:
    return f"{disputes:,} disputes"


def _loads(outcome: Outcome, missing: int, what: str, disputes: int) -> list[Figure]:
    aim, peer = AIM.get(disputes), PEER.get(disputes)
    return [
        Figure(what, round(outcome.per_second, 1), "lifecycles/s", f"{peer:g}" if peer else "", aim, more=True),
        Figure(f"{what}: failed", outcome.failed.total(), f"of {outcome.failed.total() + len(outcome.done)}", aim=0),
        Figure(f"{what}: acknowledged and lost", missing, f"of {len(outcome.done)}", aim=0),
    ]


def _steady(stage: Stage, crowd: Crowd, told: argparse.Namespace, disputes: int, say: Say) -> list[Figure]:
    crowd.steady(told.users, min(WARM_UP, told.seconds))
    before = spent(stage.var)
    outcome = crowd.steady(told.users, told.seconds)
    told_within = told_after(stage.owner)
    after = spent(stage.var)
    say(f"{outcome.per_second:.1f} lifecycles a second, failed: {dict(outcome.failed)}")
    what = f"{_named(disputes)}: {told.users} users, steady"
    found = _loads(outcome, lost(stage.owner, outcome.done), what, disputes)
    for step in ("create", "accept", "assign", "resolve", "search"):
        times = waited(outcome.answered, step)
        found.append(Figure(f"{what}: {step}, median · 99th", round(times.median, 1), f"· {times.p99:,.0f} ms"))
    each = {part: 1000 * (after[part] - before[part]) / max(1, len(outcome.done)) for part in after}
    shares = ", ".join(f"{part} {one:.1f}" for part, one in each.items() if one >= 0.1)
    found.append(Figure(f"{what}: the worker has told all after", round(told_within, 1), "s"))
    return [*found, Figure(f"{what}: processor time a lifecycle", round(sum(each.values()), 1), "ms", note=shares)]


def _bursts(stage: Stage, crowd: Crowd, told: argparse.Namespace, disputes: int, token: str, say: Say) -> list[Figure]:
    whole, recovered = Outcome(), 0.0
    heard: list[Answered] = []
    with Line(crowd.url, heard.append) as line:
        for _turn in range(10):
            line.get("list", "/api/disputes", token)
    before = sorted(one.seconds for one in heard)[len(heard) // 2]
    for _burst in range(told.bursts):
        time.sleep(PAUSE)
        one = crowd.burst(AT_ONCE * told.users)
        recovered = max(recovered, recovery_after(crowd.url, token, before))
        whole.done += one.done
        whole.failed += one.failed
        whole.seconds += one.seconds
    say(f"{whole.per_second:.1f} lifecycles a second, failed: {dict(whole.failed)}, recovers in {recovered:.1f} s")
    what = f"{_named(disputes)}: bursts of {AT_ONCE * told.users}"
    return [
        *_loads(whole, lost(stage.owner, whole.done), what, disputes),
        Figure(f"{what}: as quick as before after", round(recovered, 1), "s"),
    ]


def _waits(url: str, people: People, disputes: int) -> list[Figure]:
    newest = _newest_seen(url, people.supervisor)
    return [
        Figure(f"{_named(disputes)}: {what}, median · 99th", round(one.median, 1), f"· {one.p99:,.0f} ms")
        for what, one in latencies(
            url, people.desks, people.supervisor, cursor_at(newest // 2, "disputes") or ""
        ).items()
    ]


def _statement_figures(people: People) -> list[Figure]:
    desk = people.desks[0]
    report: dict[str, object] = {"words": "公司拖欠我三个月工资，请帮我讨薪。", "place": desk.place, "name": "测速人"}
    report |= {"phone": "19912345678", "respondent": "杭州数语句劳务公司"}
    coordinator, handler = Door(desk.coordinator), Door(desk.handler)
    coordinator.get("/api/disputes")
    return [_cost(what, cost) for what, cost in costs(coordinator, handler, report, desk.department).items()]


def _cost(what: str, cost: Counted) -> Figure:
    kind = what.split(":", maxsplit=1)[0]
    unit = f"+ {len(cost.savepoints)} savepoint marks" if cost.savepoints else ""
    peer, aim = PEER_STATEMENTS.get(kind, ""), AIM_STATEMENTS.get(kind)
    return Figure(f"SQL statements: {what}", len(cost.work), unit, peer, aim)


def measure(stage: Stage, told: argparse.Namespace, figures: list[Figure], say: Say) -> None:
    """Measure everything; each figure is added as soon as it is known, so that a stopped run keeps what it has."""
    figures.append(Figure("start-up, first (new database)", round(stage.starts[0], 1), "s"))
    people = _people(stage)
    for disputes in sorted(told.disputes):
        say(f"Filling up to {disputes:,} disputes …")
        with stage.database_alone() as owner:
            fill(owner, people.counties, disputes)
        with stage.running() as url:
            figures.append(Figure(f"{_named(disputes)}: start-up, again", round(stage.starts[-1], 1), "s"))
            say("Lists and searches, one at a time …")
            figures += _waits(url, people, disputes)
            crowd = Crowd(url, people.desks, seed=disputes)
            say(f"{told.users} users at once, for {told.seconds:g} s …")
            figures += _steady(stage, crowd, told, disputes, say)
            say(f"{told.bursts} bursts of {AT_ONCE * told.users} users …")
            figures += _bursts(stage, crowd, told, disputes, people.supervisor, say)
            if disputes == max(told.disputes):
                figures += _statement_figures(people)
