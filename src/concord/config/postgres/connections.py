"""Where the running embedded server is, so that commands in another terminal find it."""

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from concord.config.postgres.home import write_privately


@dataclass(frozen=True)
class Addresses:
    """`owner_url` may shape the schema; `app_url` is for every running process. Both `postgresql://`."""

    owner_url: str
    app_url: str


def connections_file(var: Path) -> Path:
    """Where they are written."""
    return var / "postgres" / "connections.json"


def write_addresses(var: Path, addresses: Addresses) -> None:
    """Write them for other processes of the same user."""
    write_privately(connections_file(var), json.dumps(asdict(addresses), indent=1))


def read_addresses(var: Path) -> Addresses | None:
    """The addresses last written for `var`; None before the first start. The server may be down."""
    try:
        return Addresses(**json.loads(connections_file(var).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None
