"""Look at everything in order; what rests on something broken is not looked at."""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module

import psycopg
from django.db import Error

from concord.config.doctor.findings import Check, Finding, Level, bad
from concord.config.doctor.findings import said as _


@dataclass(frozen=True, slots=True)
class Group:
    """Checks that can be made once all earlier groups that they need are well."""

    name: str
    checks: tuple[str, ...]
    needs: tuple[str, ...] = ()


GROUPS = (
    Group("machine", ("python", "packages", "folder")),
    Group("environment", ("settings", "keys", "production")),
    Group("content", ("calendar", "translations", "front", "store", "sources"), needs=("settings",)),
    Group("database", ("reached",), needs=("settings",)),
    Group("database", ("version", "tables", "role"), needs=("settings", "database")),
    Group("database", ("clock",), needs=("settings", "database", "tables")),
    Group("content", ("reference",), needs=("settings", "database", "tables")),
    Group("running", ("worker", "relay", "notices"), needs=("settings", "database", "tables")),
    Group("running", ("mail", "sms", "pages"), needs=("settings",)),
)


def _check(group: Group, name: str) -> Check:
    """A check by its name; its module is loaded only now, since some cannot be without settings."""
    check: Check = getattr(import_module(f"concord.config.doctor.{group.name}"), name)
    return check


def _found(group: Group, name: str) -> Iterator[Finding]:
    """What a check finds; one that breaks is itself a finding, so that the others are still made."""
    try:
        yield from _check(group, name)()
    except (Error, psycopg.Error, OSError) as broken:
        why = str(broken).strip().split("\n")[0] or type(broken).__name__
        yield bad(name, _("This could not be looked at: %(why)s", why=why), _("Mend what is named above first."))


def examine() -> Iterator[Finding]:
    """Everything that was looked at, in order."""
    broken: set[str] = set()
    for group in GROUPS:
        if broken & set(group.needs):
            continue
        for name in group.checks:
            for finding in _found(group, name):
                if finding.level is Level.BAD:
                    broken.add(finding.check)
                yield finding
