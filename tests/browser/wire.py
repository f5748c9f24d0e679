"""The wire between a phone and the platform: it can be cut, and it can lose an answer after the platform gave it."""

import contextlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

CHUNK = 64 * 1024


@dataclass
class Wire:
    """Passes bytes on from a port of its own to the platform's; while it is cut, nobody answers there.

    `lose` says of which request the answer is lost: the platform hears all of it and answers, the phone does not hear.
    Each is lost once; `lost` counts them.
    """

    to: int
    port: int = 0
    lose: list[bytes] = field(default_factory=list)
    lost: int = 0
    _door: socket.socket | None = None
    _open: set[socket.socket] = field(default_factory=set)

    def mend(self) -> None:
        """Let it pass bytes on (again), at the same port."""
        door = socket.create_server(("127.0.0.1", self.port), reuse_port=False)
        self.port = int(door.getsockname()[1])
        self._door = door
        threading.Thread(target=self._receive, args=(door,), daemon=True).start()

    def cut(self) -> None:
        """Nobody answers from now on, and who was talking is cut off."""
        if self._door is not None:
            with contextlib.suppress(OSError):
                self._door.shutdown(socket.SHUT_RDWR)
            self._door.close()
        for end in list(self._open):
            self._hang_up(end)

    def _hang_up(self, *ends: socket.socket) -> None:
        for end in ends:
            self._open.discard(end)
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
            end.close()

    def _receive(self, door: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while True:
                phone, _address = door.accept()
                threading.Thread(target=self._talk, args=(phone,), daemon=True).start()

    def _talk(self, phone: socket.socket) -> None:
        with contextlib.suppress(OSError):
            platform = socket.create_connection(("127.0.0.1", self.to))
            self._open |= {phone, platform}
            losing = threading.Event()
            back = threading.Thread(target=self._back, args=(phone, platform, losing), daemon=True)
            back.start()
            while heard := phone.recv(CHUNK):
                if any(heard.startswith(start) for start in self.lose):
                    self.lose = [start for start in self.lose if not heard.startswith(start)]
                    losing.set()
                platform.sendall(heard)
            self._hang_up(phone, platform)

    def _back(self, phone: socket.socket, platform: socket.socket, losing: threading.Event) -> None:
        with contextlib.suppress(OSError):
            while told := platform.recv(CHUNK):
                if losing.is_set():
                    self.lost += 1
                    break
                phone.sendall(told)
        self._hang_up(phone, platform)


@contextmanager
def wire(to: int) -> Iterator[Wire]:
    """A wire that is whole, to a port of this machine."""
    made = Wire(to)
    made.mend()
    yield made
    made.cut()
