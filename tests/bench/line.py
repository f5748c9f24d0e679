"""One user's connection to the platform: JSON over HTTP/1.1, kept open, every answer timed."""

import http.client
import json
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote, urlsplit

PATIENCE = 30.0


class Failed(Exception):
    """An answer that is not a success; its words say which."""


@dataclass(frozen=True, slots=True)
class Answered:
    """One answered request: what it was, when it was sent (monotonic seconds), and how long it took."""

    what: str
    at: float
    seconds: float


class Line:
    """A user's own connection. `note` hears of each successful request; anything else raises `Failed`."""

    def __init__(self, url: str, note: Callable[[Answered], None]) -> None:
        where = urlsplit(url)
        self._http = http.client.HTTPConnection(where.hostname or "", where.port, timeout=PATIENCE)
        self._note = note

    def __enter__(self) -> "Line":
        return self

    def __exit__(self, *_: object) -> None:
        self._http.close()

    def get(self, what: str, path: str, token: str, **asked: str) -> dict[str, object]:
        """The answer to a question."""
        query = "&".join(f"{name}={quote(value)}" for name, value in asked.items())
        return self._ask(what, "GET", f"{path}?{query}" if query else path, token, None)

    def post(self, what: str, path: str, token: str, body: dict[str, object]) -> dict[str, object]:
        """Do something, once."""
        return self._ask(what, "POST", path, token, body)

    def _ask(self, what: str, method: str, path: str, token: str, body: dict[str, object] | None) -> dict[str, object]:
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/json"}
        if body is not None:
            headers |= {"Content-Type": "application/json", "Idempotency-Key": secrets.token_hex(8)}
        began = time.monotonic()
        try:
            self._http.request(method, path, json.dumps(body) if body is not None else None, headers)
            answer = self._http.getresponse()
            text = answer.read()
        except (OSError, http.client.HTTPException) as broken:
            self._http.close()
            raise Failed(f"{what}: {type(broken).__name__}") from broken
        if answer.status >= 400:
            raise Failed(f"{what}: {answer.status}")
        self._note(Answered(what, began, time.monotonic() - began))
        return dict(json.loads(text))
