"""A stand-in for a mail server: takes letters and keeps them; can be told to fail.

It speaks as much SMTP (RFC 5321) as a client needs to hand over a letter. Whoever runs it sets `fail` to one of
`WAYS` and `times`; a letter to an address at `unknown.invalid` is always refused for good.
"""

import logging
import socketserver
from collections import deque
from dataclasses import dataclass, field

logger = logging.getLogger(__name__)
WAYS = {"busy": b"451 Try again later\r\n", "reject": b"550 No such mailbox\r\n", "hang-up": b""}
REFUSED_DOMAIN = b"@unknown.invalid"
LONGEST_LINE = 10_000


@dataclass(slots=True)
class Letters:
    """The letters that arrived, newest first, as raw bytes; and how the next ones fail."""

    arrived: deque[bytes] = field(default_factory=lambda: deque(maxlen=500))
    fail: str = ""
    times: int = 0

    def next(self) -> str:
        """The way in which this letter is to fail; '' when it is to go well."""
        self.times -= 1
        return self.fail if self.times >= 0 else ""


class Talk(socketserver.StreamRequestHandler):
    """One client's conversation."""

    server: "MailStandIn"

    def handle(self) -> None:
        """Answer line by line until the client quits."""
        self._say(b"220 stand-in\r\n")
        while line := self.rfile.readline(LONGEST_LINE):
            verb = line[:4].strip().upper()
            answer = self._data() if verb == b"DATA" else self._answer(verb, line)
            if not answer:
                return
            self._say(answer)
            if verb == b"QUIT":
                return

    def _say(self, words: bytes) -> None:
        self.wfile.write(words)

    def _answer(self, verb: bytes, line: bytes) -> bytes:
        if verb == b"RCPT":
            if REFUSED_DOMAIN in line.lower():
                return WAYS["reject"]
            way = self.server.letters.next()
            return WAYS[way] if way else b"250 OK\r\n"
        known = {b"EHLO": b"250 stand-in\r\n", b"HELO": b"250 stand-in\r\n", b"QUIT": b"221 Bye\r\n"}
        return known.get(verb, b"250 OK\r\n" if verb in {b"MAIL", b"RSET", b"NOOP"} else b"502 Not known\r\n")

    def _data(self) -> bytes:
        self._say(b"354 Go on\r\n")
        lines: list[bytes] = []
        while (line := self.rfile.readline(LONGEST_LINE)) not in {b".\r\n", b""}:
            lines.append(line[1:] if line.startswith(b"..") else line)
        self.server.letters.arrived.appendleft(b"".join(lines))
        logger.info("A letter arrived:\n%s", b"".join(lines).decode(errors="replace"))
        return b"250 Taken\r\n"


class MailStandIn(socketserver.ThreadingTCPServer):
    """The server; `letters` holds what arrived."""

    allow_reuse_address = True
    daemon_threads = True

    def __init__(self, host: str, port: int) -> None:
        self.letters = Letters()
        super().__init__((host, port), Talk)
