"""Addresses that a person typed: looked up once and judged, so that none becomes a way into the own network."""

import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

from django.utils.translation import gettext as _

from concord.core.refusals import OutsideFailure


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked up once: the call goes to the very machine that was judged."""

    url: str
    host: str


def _machine(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise OutsideFailure(_("The name %(host)s is not known.") % {"host": host}, again=True) from unknown
    return str(found[0][4][0])


def target_of(address: str, *, private_too: bool) -> Target:
    """Where to call for an address that was typed.

    Refuses (for good) what is no web address, plain http to the outside, and machines of the own network.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError as wrong:
        raise OutsideFailure(_("This is no web address."), again=False) from wrong
    schemes = {"https", "http"} if private_too else {"https"}
    if parts.scheme not in schemes or not parts.hostname or parts.username is not None:
        raise OutsideFailure(_("The address must begin with https:// and hold no password."), again=False)
    machine = ipaddress.ip_address(_machine(parts.hostname, port).split("%")[0])
    if not machine.is_global and not private_too:
        raise OutsideFailure(_("The address lies inside the own network."), again=False)
    shown = f"[{machine}]" if machine.version == 6 else str(machine)
    return Target(urlunsplit((parts.scheme, f"{shown}:{port}", parts.path or "/", parts.query, "")), parts.hostname)
