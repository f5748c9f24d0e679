"""Ports on this machine."""

import secrets
import socket

HOST = "127.0.0.1"


def free_port() -> int:
    """A free port below the range that the system hands to outgoing connections, which would take it."""
    while True:
        port = 20000 + secrets.randbelow(10000)
        if port_is_free(port):
            return port


def port_is_free(port: int, host: str = HOST) -> bool:
    """Whether a server could listen on `port` of `host` now."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((host, port))
        except OSError:
            return False
    return True


def someone_listens(port: int, host: str = HOST) -> bool:
    """Whether a connection to `port` of `host` is taken now."""
    try:
        socket.create_connection((host, port), timeout=1).close()
    except OSError:
        return False
    return True
