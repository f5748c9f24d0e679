"""`concord law`: court fees, time limits and doors by statute, with the article and the working.

Imports the law engine only, not Django, so that an answer comes at once.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from concord.engines.law import fees
from concord.engines.law.fees.schedules import scheduled
from concord.engines.law.inputs import day
from concord.engines.law.limits import FAMILIES, due, due_hour, find, rules
from concord.engines.law.periods import UNITS, Due, deadline, hours_after
from concord.engines.law.reckoning import CannotReckonError, Reckoning
from concord.engines.law.routing import route
from concord.engines.law.worked.check import GroupReport, UnreadableError, check, load

app = typer.Typer(help="Court fees, time limits and doors by statute.", no_args_is_help=True)

AsOf = Annotated[str | None, typer.Option("--as-of", help="Day whose law applies, as 2026-03-02 (default: today).")]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


@dataclass(frozen=True, slots=True)
class Facts:
    """What the command line says about a fee."""

    as_of: date
    amount: str | None = None
    base: str | None = None
    fee: str | None = None
    grounds: list[str] = field(default_factory=list)
    claims: list[str] = field(default_factory=list)
    non_property: int = 0
    of: str | None = None
    upheld: bool = False
    paid: str = "0"
    missed: bool = False
    applicant: str = "natural_person"
    ratio: str | None = None

    def full_fee(self) -> str:
        """The fee to start from; refuses to go on without one."""
        if self.fee is None:
            raise CannotReckonError("须给出费用(--fee)。")
        return self.fee

    def ground(self) -> str:
        """The one ground of relief; refuses none or several."""
        if len(self.grounds) != 1:
            raise CannotReckonError("须给出一个救助事由(--ground)。")
        return self.grounds[0]


# Kinds with a sum of their own; any other kind is a schedule of the table, or a fee per case.
ADJUSTED: dict[str, Callable[[Facts], Reckoning[object]]] = {
    "halve": lambda facts: fees.fee_halve(facts.full_fee(), facts.grounds, as_of=facts.as_of),
    "appeal": lambda facts: fees.fee_appeal(facts.amount, facts.of or "property", facts.base, as_of=facts.as_of),
    "mixed": lambda facts: fees.fee_mixed(facts.claims, facts.non_property, facts.base, as_of=facts.as_of),
    "topup": lambda facts: fees.fee_topup(facts.full_fee(), facts.paid, missed=facts.missed, as_of=facts.as_of),
    "relief": lambda facts: fees.fee_relief(
        facts.applicant, facts.ground(), facts.full_fee(), facts.ratio, as_of=facts.as_of
    ),
}
SCHEDULES = (
    "property", "divorce", "personality", "ip", "enforcement", "preservation", "payment_order", "bankruptcy",
)  # fmt: skip


@app.command("fee")
def fee_command(
    kind: Annotated[str, typer.Argument(help=f"{', '.join((*SCHEDULES, *ADJUSTED))}, or a fee per case.")],
    *,
    amount: Annotated[str | None, typer.Option(help="Yuan claimed, preserved, enforced or appealed.")] = None,
    base: Annotated[str | None, typer.Option(help="The province's figure inside the legal range.")] = None,
    fee: Annotated[str | None, typer.Option(help="halve, relief: the fee; topup: the full fee.")] = None,
    ground: Annotated[list[str] | None, typer.Option(help="halve, relief: a ground (halve: repeatable).")] = None,
    claim: Annotated[list[str] | None, typer.Option(help="mixed: yuan of a property claim (repeatable).")] = None,
    non_property: Annotated[int, typer.Option(help="mixed: how many non-property claims.")] = 0,
    of: Annotated[str | None, typer.Option(help="appeal: its kind, as property, retrial_new_evidence.")] = None,
    upheld: Annotated[bool, typer.Option(help="jurisdiction_objection: it succeeded.")] = False,
    paid: Annotated[str, typer.Option(help="topup: yuan already paid.")] = "0",
    missed: Annotated[bool, typer.Option(help="topup: not paid in time.")] = False,
    applicant: Annotated[str, typer.Option(help="relief: natural_person or organisation.")] = "natural_person",
    ratio: Annotated[str | None, typer.Option(help="relief: the part reduced, as 0.30.")] = None,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Reckon a court fee of a KIND in yuan, and show the articles and the working."""
    try:
        facts = Facts(
            _day(as_of), amount, base, fee, ground or [], claim or [], non_property, of, upheld, paid, missed,
            applicant, ratio,
        )  # fmt: skip
        _show(_fee(kind, facts), as_json)
    except CannotReckonError as refused:
        _refuse(refused)


@app.command("due")
def due_command(
    kind: Annotated[str, typer.Argument(help="A limit, as civ.answer (see `limits`), or `count` for a plain count.")],
    start: Annotated[str, typer.Argument(help="The day it starts, as 2026-03-02; for hours 2026-03-02T09:10.")],
    *,
    n: Annotated[int, typer.Option("-n", "--n", help="count: how many units.")] = 0,
    unit: Annotated[str, typer.Option(help=f"count: {', '.join(UNITS)}.")] = "day",
    roll: Annotated[bool, typer.Option(help="count: a last day of rest gives way to the next working day.")] = True,
    extensions: Annotated[int, typer.Option(help="How many extensions were granted.")] = 0,
    excluded_days: Annotated[int, typer.Option(help="Days not counted (扣除审限).")] = 0,
    as_of: AsOf = None,
    as_json: AsJson = False,
) -> None:
    """Reckon the last day of a limit that begins on START, and show the articles and the working."""
    try:
        law_day = _day(as_of)
        hours = unit == "hour" if kind == "count" else find(kind, law_day).unit == "hour"
        if kind == "count" and hours:
            _show(hours_after(start, n, as_of=law_day), as_json)
        elif kind == "count":
            _show(deadline(start, n, unit, roll=roll, excluded_days=excluded_days, as_of=law_day), as_json)
        elif hours:
            _show(due_hour(kind, start, as_of=law_day), as_json)
        else:
            _show(due(kind, start, extensions=extensions, excluded_days=excluded_days, as_of=law_day), as_json)
    except CannotReckonError as refused:
        _refuse(refused)


@app.command("limits")
def limits_command(family: Annotated[str | None, typer.Argument(help=f"One of {', '.join(FAMILIES)}.")] = None) -> None:
    """List the limits that `due` knows, with their length and article."""
    try:
        for name in [family] if family else FAMILIES:
            for row in rules(name):
                typer.echo(f"{name}.{row.id:<24}{row.n}{UNITS[row.unit]}  {row.zh}  {row.article}")
    except CannotReckonError as refused:
        _refuse(refused)


@app.command("route")
def route_command(
    item: Annotated[str, typer.Argument(help="An item of the taxonomy, as C07-2.")], as_json: AsJson = False
) -> None:
    """Say which doors the law opens, bars or puts first for a kind of dispute."""
    try:
        doors = route(item)
    except CannotReckonError as refused:
        _refuse(refused)
    if as_json:
        typer.echo(json.dumps(asdict(doors), ensure_ascii=False, indent=1))
        return
    typer.echo(f"{item}:先{doors.first};不成则{doors.next_if_fails}。{doors.reason}")
    typer.echo(f"民事调解:{_yes(doors.civil_mediation)}  商事调解:{_yes(doors.commercial_mediation)}")
    typer.echo(f"依据:{'、'.join(doors.articles)}")


@app.command("check")
def check_command(file: Annotated[Path, typer.Argument(help="A JSON file of groups of worked examples.")]) -> None:
    """Run a file of worked examples against the engine; exit 1 if anything differs."""
    try:
        reports = check(load(file.read_text(encoding="utf-8")), today=_day(None))
    except (OSError, UnicodeDecodeError, UnreadableError) as wrong:
        typer.echo(f"{file}:{wrong}", err=True)
        raise typer.Exit(1) from wrong
    for report in reports:
        _print(report)
    known = [report for report in reports if report.known]
    agreed, cases = sum(report.agreed for report in reports), sum(report.cases for report in reports)
    unknown = len(reports) - len(known)
    typer.echo(f"{len(reports)} groups, {unknown} unknown; {cases} cases, {agreed} agree, {cases - agreed} differ.")
    if unknown or agreed < cases:
        raise typer.Exit(1)


def _fee(kind: str, facts: Facts) -> Reckoning[object]:
    if kind in ADJUSTED:
        return ADJUSTED[kind](facts)
    if kind in SCHEDULES:
        return scheduled(kind, facts.amount, facts.base, as_of=facts.as_of)
    return fees.fee_fixed(kind, facts.base, upheld=facts.upheld, as_of=facts.as_of)


def _show(reckoned: Reckoning[object], as_json: bool) -> None:
    if as_json:
        typer.echo(json.dumps(asdict(reckoned), ensure_ascii=False, indent=1, default=str))
        return
    typer.echo(f"结果:{_words(reckoned.result)}")
    typer.echo(f"依据:{'、'.join(reckoned.articles)}({reckoned.table.name},{reckoned.table.version})")
    for number, step in enumerate(reckoned.steps, 1):
        typer.echo(f"{number}. {step}")
    for warning in reckoned.warnings:
        typer.echo(f"注意:{warning}")


def _words(result: object) -> str:
    """A result in words: yuan, a last day, an instant, or the fields of a record."""
    if isinstance(result, Decimal):
        return f"{result}元"
    if isinstance(result, Due):
        return f"{result.due}" if result.due == result.raw else f"{result.due}(由{result.raw}顺延)"
    if is_dataclass(result) and not isinstance(result, type):
        return "  ".join(f"{name}: {value}" for name, value in asdict(result).items() if value != "")
    return f"{result:%Y-%m-%d %H:%M}" if isinstance(result, datetime) else str(result)


def _print(report: GroupReport) -> None:
    """One line for a group, and three for each case that differs."""
    if not report.known:
        typer.echo(f"? {report.id} {report.title}: unknown to the engine ({report.cases} cases)")
        return
    mark = "✗" if report.differences else "✓"
    typer.echo(f"{mark} {report.id} {report.title}: {report.agreed} of {report.cases} agree")
    for wrong in report.differences:
        typer.echo(f"  case {wrong.number}  input     {_json(wrong.given)}")
        typer.echo(f"          expected  {_json(wrong.expected)}")
        typer.echo(f"          got       {_json(wrong.got)}")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, default=str)


def _yes(answer: bool) -> str:
    return "可以" if answer else "不可以"


def _day(text: str | None) -> date:
    return day(text) if text else datetime.now(ZoneInfo("Asia/Shanghai")).date()


def _refuse(refused: CannotReckonError) -> NoReturn:
    typer.echo(str(refused), err=True)
    raise typer.Exit(2)
