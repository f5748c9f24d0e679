"""SQL statements for each operation of the API, counted where Django hands them to the database."""

import json
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from django.db import connection
from django.http import HttpResponse
from django.test import Client

CONTROL = ("SAVEPOINT", "RELEASE", "ROLLBACK")
Execute = Callable[[str, object, bool, dict[str, object]], object]


@dataclass(slots=True)
class Counted:
    """What one operation sent: statements that read or write, and savepoints. BEGIN and COMMIT are one each besides."""

    work: list[str] = field(default_factory=list)
    savepoints: list[str] = field(default_factory=list)

    def __call__(self, execute: Execute, sql: str, params: object, many: bool, context: dict[str, object]) -> object:
        """Note one statement, and let it run."""
        (self.savepoints if sql.startswith(CONTROL) else self.work).append(sql)
        return execute(sql, params, many, context)


@contextmanager
def counted() -> Iterator[Counted]:
    """Count all statements of this block."""
    found = Counted()
    with connection.execute_wrapper(found):
        yield found


class Door:
    """The API as one person's program uses it, inside this process; keeps what each operation cost."""

    def __init__(self, token: str) -> None:
        self._client = Client(headers={"Authorization": f"Bearer {token}"})

    def get(self, path: str) -> tuple[dict[str, object], Counted]:
        """The answer to a question, and its cost."""
        with counted() as cost:
            answer = self._client.get(path)
        return self._read(answer), cost

    def post(self, path: str, body: dict[str, object]) -> tuple[dict[str, object], Counted]:
        """Do something once, and its cost."""
        headers = {"Idempotency-Key": secrets.token_hex(8)}
        with counted() as cost:
            answer = self._client.post(path, json.dumps(body), content_type="application/json", headers=headers)
        return self._read(answer), cost

    @staticmethod
    def _read(answer: HttpResponse) -> dict[str, object]:
        assert answer.status_code < 300, (answer.status_code, answer.content.decode())
        return dict(json.loads(answer.content))


def costs(coordinator: Door, handler: Door, report: dict[str, object], department: int) -> dict[str, Counted]:
    """What each operation of a lifecycle costs, and a list of ten and of a hundred."""
    made, create = coordinator.post("/api/disputes", report)
    here = f"/api/disputes/{made['dispute']}"
    _, accept = coordinator.post(f"{here}/accept", {"item": "C07-2", "place": report["place"]})
    _, assign = coordinator.post(f"{here}/department", {"lead": department})
    _, resolve = handler.post(f"{here}/resolution", {"answer": "工资已经付清，请查收。"})
    _, ten = coordinator.get("/api/disputes?size=10")
    _, hundred = coordinator.get("/api/disputes?size=100")
    _, search = coordinator.get(f"/api/disputes?q={report['respondent']}")
    changes = {"change a state: accept": accept, "change a state: assign": assign, "change a state: resolve": resolve}
    return {"create": create, "list 10": ten, "list 100": hundred, "search": search, **changes}
