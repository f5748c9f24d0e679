"""The programs that make up a running platform, and their environment."""

import os
import secrets
import sys
from pathlib import Path

from concord.config.start.doors import Doors
from concord.config.start.welcome import wants_demo
from concord.config.supervise.child import Child, Program

SOURCES = Path(__file__).resolve().parents[3]
WEB_WORKERS = 2
WEB_THREADS = 8


def environment(var: Path, doors: Doors) -> dict[str, str]:
    """What every program of the platform is told."""
    hosts = os.environ.get("CONCORD_ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{doors.name}")
    path = os.pathsep.join(part for part in (str(SOURCES), os.environ.get("PYTHONPATH", "")) if part)
    return {
        **os.environ,
        "PYTHONPATH": path,
        "PYTHONUNBUFFERED": "1",
        "DJANGO_SETTINGS_MODULE": "concord.config.settings",
        "CONCORD_VAR": str(var),
        "CONCORD_PUBLIC_URL": doors.url,
        "CONCORD_LIVE_URL": doors.live_url,
        "CONCORD_ALLOWED_HOSTS": hosts,
        "CONCORD_DIE_WITH_PARENT": "1",
    }


def _granian(doors: Doors, port: int, interface: str, target: str, *more: str) -> list[str]:
    where = ["--host", doors.host, "--port", str(port), "--interface", interface, "--no-ws"]
    return [
        sys.executable,
        "-m",
        "granian",
        *where,
        "--workers-kill-timeout",
        "3",
        "--log-level",
        "warning",
        *more,
        target,
    ]


def shows_messages() -> bool:
    """Whether text messages are shown on a page instead of being sent: in a demo without a gateway of its own."""
    return wants_demo() and not os.environ.get("CONCORD_SMS_URL")


def _message_page(doors: Doors) -> dict[str, str]:
    """What the platform and the stand-in of the SMS gateway both need to know, with a key for this start only."""
    here = {"CONCORD_SMS_URL": f"{doors.sms_here}/", "CONCORD_SMS_RECEIPTS_URL": f"{doors.here}/connect/sms/receipts"}
    return {**here, "CONCORD_SMS_KEY": secrets.token_urlsafe(32)}


def has_outside() -> bool:
    """Whether stand-ins of outside systems run beside the platform: in a demo that names none of its own."""
    return wants_demo() and not os.environ.get("CONCORD_EXCHANGE_STAND_IN")


def _outside(doors: Doors) -> dict[str, str]:
    """Where the stand-ins of outside systems are, and where those that push find the platform."""
    return {
        "CONCORD_EXCHANGE_STAND_IN": doors.sources_here,
        "CONCORD_SOURCE_PUSH_URL": f"{doors.here}/connect/exchange",
    }


def children_of(var: Path, doors: Doors) -> list[Child]:
    """Pages and API, live updates, and the worker; in a demo also the page of text messages and outside systems."""
    told = environment(var, doors) | (_message_page(doors) if shows_messages() else {})
    told |= _outside(doors) if has_outside() else {}
    workers = os.environ.get("CONCORD_WEB_WORKERS", str(WEB_WORKERS))
    several = ["--workers", workers, "--blocking-threads", str(WEB_THREADS), "--respawn-failed-workers"]
    commands = {
        "web": _granian(doors, doors.port, "wsgi", "concord.config.wsgi:application", *several),
        "live": _granian(
            doors, doors.live_port, "asgi", "concord.config.live.app:application", "--respawn-failed-workers"
        ),
        "worker": [sys.executable, "-m", "concord", "work"],
    }
    if shows_messages():
        commands["sms"] = _granian(doors, doors.sms_port, "asgi", "concord.config.stand_ins:sms", "--factory")
    if has_outside():
        target = "concord.config.stand_ins:sources"
        commands["sources"] = _granian(doors, doors.sources_port, "asgi", target, "--factory")
    return [Child(name, Program(argv, var / "log" / f"{name}.log", told).launch) for name, argv in commands.items()]


def single(var: Path, doors: Doors, command: str) -> Program:
    """One `concord` command, with the same environment and a log of its own."""
    return Program([sys.executable, "-m", "concord", command], var / "log" / f"{command}.log", environment(var, doors))
