"""A source pushes what it signs; nobody else does, and the same push again does nothing."""

import json
import time
from threading import Thread

import httpx
import pytest
from django.http import HttpResponse
from django.test import Client

from concord.connectors.signed import SIGNATURE, TIME, signature, signed_headers
from concord.core.exchange.models import Feed, ImportJob
from concord.core.exchange.services.connecting import disconnect_source
from tests.exchange.outside import Exchange, held, sightings
from tests.ground.stand_ins import KEY, stand_in

DOOR = "/connect/exchange/township/330105"


@pytest.fixture
def feed(exchange: Exchange) -> Feed:
    return exchange.connect("township")


def body(*rows: dict[str, object]) -> bytes:
    return json.dumps({"records": rows}, ensure_ascii=False).encode()


def push(sent: bytes, headers: dict[str, str], door: str = DOOR) -> HttpResponse:
    told = {name: value for name, value in headers.items() if name != "Content-Type"}
    return Client().post(door, sent, content_type="application/json", headers=told)  # type: ignore[return-value]


def test_what_is_signed_is_taken_in_and_each_refused_row_is_answered(feed: Feed) -> None:
    sent = body(*held("township"))
    answer = push(sent, {**signed_headers(sent, KEY), "Accept-Language": "en"}).json()
    assert (answer["made"], sightings()) == (5, 5)
    why = "“XX99” in “typeCode” is not in the table of this source."
    assert answer["rejected"] == [{"number": 5, "id": "SPT-90345", "field": "typeCode", "reason": why}]


def test_the_same_push_again_answers_as_before(feed: Feed) -> None:
    sent = body(*held("township")[:2])
    headers = signed_headers(sent, KEY)
    first, again = push(sent, headers).json(), push(sent, headers).json()
    assert first == again
    assert (ImportJob.objects.count(), sightings()) == (1, 2)


def test_an_older_push_sent_again_does_not_undo_a_newer_one(feed: Feed) -> None:
    older, newer = body(held("township")[0]), body({**held("township")[0], "description": "已清理"})
    told = signed_headers(older, KEY)
    push(older, told)
    assert push(newer, signed_headers(newer, KEY)).json()["changed"] == 1
    assert push(older, told).json()["made"] == 1, "The answer of the first time."
    assert ImportJob.objects.count() == 2


def _late(sent: bytes) -> dict[str, str]:
    at = str(int(time.time()) - 3600)
    return {TIME: at, SIGNATURE: signature(sent, KEY, at)}


@pytest.mark.parametrize("way", ["unsigned", "wrong key", "late", "changed", "another source", "another place"])
def test_what_is_not_signed_for_this_door_is_forbidden_and_nothing_happens(feed: Feed, way: str) -> None:
    sent = body(*held("township"))
    headers = {"unsigned": {}, "wrong key": signed_headers(sent, "x" * 20), "late": _late(sent)}
    door = {"another source": "/connect/exchange/hotline/330105", "another place": "/connect/exchange/township/330106"}
    told = headers.get(way, signed_headers(sent, KEY))
    answer = push(sent + b" " if way == "changed" else sent, told, door.get(way, DOOR))
    assert (answer.status_code, answer.content) == (403, b"The signature does not fit.")
    assert (sightings(), ImportJob.objects.count()) == (0, 0)


def test_a_disconnected_source_is_heard_no_more(exchange: Exchange, feed: Feed) -> None:
    disconnect_source(feed.pk, by=exchange.cast["oscar"])
    sent = body(*held("township"))
    assert push(sent, signed_headers(sent, KEY)).status_code == 403
    assert push(sent, signed_headers(sent, "")).status_code == 403


@pytest.mark.parametrize("sent", [b"", b"[]", b'{"records": 1}', b'{"records": ["a"]}', body(*[{}] * 501)])
def test_another_form_is_refused(feed: Feed, sent: bytes) -> None:
    assert push(sent, signed_headers(sent, KEY)).status_code == 400
    assert ImportJob.objects.count() == 0


def test_the_stand_in_pushes_a_few_at_a_time(feed: Feed, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it sends is heard by a small server here and handed to the door, so that both sides are the real ones."""
    heard = Listener()
    monkeypatch.setenv("CONCORD_SOURCE_PUSH_URL", heard.url)
    with heard, stand_in("source", "--code", "township") as url:
        answers = httpx.post(f"{url}/push", timeout=30).json()
    assert [one["status"] for one in answers] == [200, 200]
    assert sum(push(sent, headers).json()["made"] for sent, headers in heard.pushes) == sightings() == 5


class Listener:
    """Keeps the bodies that are sent to it, with the headers that sign them."""

    def __init__(self) -> None:
        from http.server import BaseHTTPRequestHandler, HTTPServer

        pushes: list[tuple[bytes, dict[str, str]]] = []

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:  # the name is the library's
                sent = self.rfile.read(int(self.headers["Content-Length"]))
                pushes.append((sent, {name: self.headers[name] for name in (TIME, SIGNATURE)}))
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                """Say nothing."""

        self.pushes = pushes
        self.server = HTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"

    def __enter__(self) -> "Listener":
        Thread(target=self.server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_error: object) -> None:
        self.server.shutdown()
        self.server.server_close()
