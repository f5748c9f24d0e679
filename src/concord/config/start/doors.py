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
    """Where pages and live updates are served, and the name by which other machines know this one."""

    host: str
    port: int
    live_port: int
    name: str

    @property
    def url(self) -> str:
        return os.environ.get("CONCORD_PUBLIC_URL") or f"http://{self._shown}:{self.port}"

    @property
    def live_url(self) -> str:
        return os.environ.get("CONCORD_LIVE_URL") or f"http://{self._shown}:{self.live_port}"

    @property
    def here(self) -> str:
        """The address by which this machine itself reaches the pages."""
        return f"http://{self.name if not self._everywhere else '127.0.0.1'}:{self.port}"

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


def _free_from(first: int, host: str, taken: int = 0) -> int:
    for port in range(first, min(first + MOST_TRIED, 65536)):
        if port != taken and port_is_free(port, host):
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
    return Doors(host, chosen, _free_from(chosen + 1, host, chosen), _name_of_this_machine(host))
