"""`concord doctor`: say what is wrong with this installation."""

import json
from contextlib import suppress
from dataclasses import asdict
from typing import Annotated

import typer

from concord.config.doctor.findings import LOCALE, Finding, Level
from concord.config.doctor.findings import said as _

MARKS = {Level.OK: "✓", Level.WARN: "!", Level.BAD: "✗"}


def _line(finding: Finding) -> str:
    advice = f"\n    → {finding.do}" if finding.do else ""
    return f"{MARKS[finding.level]} {finding.says}{advice}"


def _verdict(findings: list[Finding]) -> str:
    wrong = sum(finding.level is Level.BAD for finding in findings)
    soon = sum(finding.level is Level.WARN for finding in findings)
    if wrong:
        return _("Wrong: %(wrong)s. Worth a look: %(soon)s.", wrong=wrong, soon=soon)
    return _("Nothing is wrong. Worth a look: %(soon)s.", soon=soon)


def doctor(
    as_json: Annotated[bool, typer.Option("--json", help="For programs: a list of findings.")] = False,
) -> None:
    """Say what is wrong with this installation, and what to do. Ends with 1 when something is."""
    from concord.config.doctor.examine import examine
    from concord.config.messages import compile_messages

    with suppress(OSError):  # then it speaks English, and finds that translations are not compiled
        compile_messages(LOCALE)
    findings = []
    for finding in examine():
        findings.append(finding)
        if not as_json:
            print(_line(finding), flush=True)
    print(
        json.dumps([asdict(one) for one in findings], ensure_ascii=False, indent=1)
        if as_json
        else f"\n{_verdict(findings)}"
    )
    raise typer.Exit(1 if any(one.level is Level.BAD for one in findings) else 0)
