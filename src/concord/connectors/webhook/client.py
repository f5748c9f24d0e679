"""Hand notices to other programs."""

import ipaddress
import socket
from dataclasses import dataclass
from json import dumps
from urllib.parse import urlsplit, urlunsplit

import httpx

from concord.connectors.signed import signed_headers
from concord.core.ports import Handed
from concord.core.refusals import OutsideFailure

PATIENCE = httpx.Timeout(8, connect=3)
MAY_PASS = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Target:
    """An address that was looked up once: the call goes to the very machine that was judged."""

    url: str
    host: str


def _machine(host: str, port: int) -> str:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except OSError as unknown:
        raise OutsideFailure(f"The name {host} is not known.", again=True) from unknown
    return str(found[0][4][0])


def target_of(address: str, *, private_too: bool) -> Target:
    """Where to call for a webhook's address.

    Refuses (for good) what is no web address, plain http to the outside, and machines of the own network.
    """
    try:
        parts = urlsplit(address)
        port = parts.port or {"https": 443, "http": 80}.get(parts.scheme, 0)
    except ValueError as wrong:
        raise OutsideFailure("The webhook's address is no web address.", again=False) from wrong
    schemes = {"https", "http"} if private_too else {"https"}
    if parts.scheme not in schemes or not parts.hostname or parts.username is not None:
        raise OutsideFailure("The webhook's address must begin with https:// and hold no password.", again=False)
    machine = ipaddress.ip_address(_machine(parts.hostname, port).split("%")[0])
    if not machine.is_global and not private_too:
        raise OutsideFailure("The webhook's address lies inside the own network.", again=False)
    shown = f"[{machine}]" if machine.version == 6 else str(machine)
    return Target(urlunsplit((parts.scheme, f"{shown}:{port}", parts.path or "/", parts.query, "")), parts.hostname)


@dataclass(frozen=True, slots=True)
class Webhook:
    """Calls the addresses of notices; `key` signs, `private_too` allows the own network (for tests and gateways)."""

    key: str
    private_too: bool = False

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one notice; a receiver that answers 202 reports later whether it arrived."""
        target = target_of(address, private_too=self.private_too)
        sent = dumps({"key": key, "subject": subject, "body": body}, ensure_ascii=False).encode()
        headers = {**signed_headers(sent, self.key), "Host": target.host, "Idempotency-Key": key}
        extensions = {"sni_hostname": target.host}
        try:
            with httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client:
                answer = client.post(target.url, content=sent, headers=headers, extensions=extensions)
        except httpx.HTTPError as error:
            raise OutsideFailure(f"The webhook does not answer ({type(error).__name__}).", again=True) from error
        if not answer.is_success:
            again = answer.status_code in MAY_PASS or answer.is_server_error
            raise OutsideFailure(f"The webhook answered {answer.status_code}.", again=again)
        return Handed(key[:80], delivered=answer.status_code != httpx.codes.ACCEPTED)
