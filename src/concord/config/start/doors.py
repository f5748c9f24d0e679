"""On which ports the platform listens, and under which address people reach it."""

import os
import socket
from dataclasses import dataclass

from concord.config.start.trouble import StartTrouble
from concord.config.supervise.ports import port_is_free

USUAL_PORT = 8000
MOST_TRIED = 50


@dataclass(frozen=True, slots=True)
class Doors:
    """Where pages, live updates and the demo's stand-ins are served, and how other machines call this one."""

    host: str
    port: int
    live_port: int
    sms_port: int
    sources_port: int
    name: str

    @property
    def url(self) -> str:
        return os.environ.get("CONCORD_PUBLIC_URL") or f"http://{self._shown}:{self.port}"

    @property
    def live_url(self) -> str:
        return os.environ.get("CONCORD_LIVE_URL") or f"http://{self._shown}:{self.live_port}"

    @property
    def sms_url(self) -> str:
        """Where a demo shows the text messages it would have sent."""
        return f"http://{self._shown}:{self.sms_port}"

    @property
    def sources_url(self) -> str:
        """Where a demo shows the outside systems that it fetches from."""
        return f"http://{self._shown}:{self.sources_port}"

    @property
    def here(self) -> str:
        """The address by which this machine itself reaches the pages."""
        return f"http://{self._loop}:{self.port}"

    @property
    def sms_here(self) -> str:
        """The address by which this machine itself reaches the demo's text messages."""
        return f"http://{self._loop}:{self.sms_port}"

    @property
    def sources_here(self) -> str:
        """The address by which this machine itself reaches the demo's outside systems."""
        return f"http://{self._loop}:{self.sources_port}"

    @property
    def _loop(self) -> str:
        return "127.0.0.1" if self._everywhere else self._shown

    @property
    def _everywhere(self) -> bool:
        return self.host in {"0.0.0.0", "::"}  # noqa: S104  # compared, not bound

    @property
    def _shown(self) -> str:
        return f"[{self.name}]" if ":" in self.name else self.name


def _name_of_this_machine(host: str) -> str:
    if host not in {"0.0.0.0", "::"}:  # noqa: S104  # compared, not bound
        return host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # a documentation address: nothing is sent, the system only picks a route
        except OSError:
            return "127.0.0.1"
        return str(probe.getsockname()[0])


def _free_from(first: int, host: str) -> int:
    for port in range(first, min(first + MOST_TRIED, 65536)):
        if port_is_free(port, host):
            return port
    raise StartTrouble(f"The ports {first} to {first + MOST_TRIED} are all in use. Name a free one with --port.")


def open_doors(host: str, port: int | None) -> Doors:
    """Choose free ports. Refuses when the one asked for is taken, and when this machine has no address `host`."""
    try:
        socket.getaddrinfo(host, port or USUAL_PORT)
    except OSError as unknown:
        raise StartTrouble(f"This machine has no address {host}.") from unknown
    if port is not None and not port_is_free(port, host):
        raise StartTrouble(
            f"Port {port} is in use by another program. Stop that, or name another port: "
            f"concord run --port {_free_from(port + 1, host)}"
        )
    chosen = port if port is not None else _free_from(USUAL_PORT, host)
    live = _free_from(chosen + 1, host)
    sms = _free_from(live + 1, host)
    return Doors(host, chosen, live, sms, _free_from(sms + 1, host), _name_of_this_machine(host))
