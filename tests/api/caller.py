"""A program that calls the API as one of the cast, and takes no answer that the document does not describe."""

import json
import re
from itertools import count

from django.http import HttpResponse
from django.test import Client

from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from tests.api.document import as_documented
from tests.api.world import World

NUMBERS = count(1)


class Caller:
    """Calls as one asker of the world, each POST with a key of its own unless one is given.

    Each answer is held against the document: its status, its media type, its shape.
    """

    def __init__(self, world: World, who: str = "stranger", *, language: str = "en") -> None:
        self.client = Client()
        self.headers = {**world.headers[who], "Accept-Language": language}

    def get(self, path: str, **query: object) -> HttpResponse:
        """Ask."""
        return as_documented("get", path, self.client.get(f"/api{path}", query, headers=self.headers))

    def post(self, path: str, said: object = None, *, key: str = "", kind: str = "application/json") -> HttpResponse:
        """Do; `said` is JSON, or bytes as they are."""
        body = said if isinstance(said, bytes) else b"" if said is None else json.dumps(said).encode()
        headers = {**self.headers, "Idempotency-Key": key or f"key-{next(NUMBERS):08}"}
        return as_documented("post", path, self.client.post(f"/api{path}", body, content_type=kind, headers=headers))

    def send(self, path: str, **form: object) -> HttpResponse:
        """Send a form with a file."""
        headers = {**self.headers, "Idempotency-Key": f"key-{next(NUMBERS):08}"}
        return as_documented("post", path, self.client.post(f"/api{path}", form, headers=headers))


def done(answer: HttpResponse, status: int = 200) -> dict[str, object]:
    """What an operation answered, which was expected to do what was asked."""
    assert answer.status_code == status, answer.content.decode()
    return json.loads(answer.content)


def refused(answer: HttpResponse, status: int) -> dict[str, object]:
    """The problem that an operation answered."""
    assert answer.status_code == status, answer.content.decode()
    assert answer.headers["Content-Type"] == "application/problem+json"
    told = json.loads(answer.content)
    assert told["status"] == status
    assert told["title"]
    return told


def newest_code(phone: str, template: str = "phone_code", form: str = r"\d{6}") -> str:
    """The code in the newest message to a phone, as the gateway would get it."""
    declare_system()
    found = Notice.objects.filter(channel="sms", template=template).order_by("-pk")
    body = next(one.body for one in found if one.address == phone)
    return re.findall(form, body)[0]
