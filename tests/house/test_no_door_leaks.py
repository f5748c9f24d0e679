"""No person reaches a matter outside their capabilities, by any door: each address is tried by each outsider."""

import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils.timezone import localdate

from concord.apps.disputes.models import Channel
from concord.apps.disputes.services.intake import Intake, report_dispute
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from concord.core.papers.services import keep_made
from concord.core.rooms.services import say
from tests.ground.cast import Cast

SECRET = "鲸落暗号"
WORDS = f"借给同事三万五千元，说好年底还，一直拖着不还，{SECRET}，请帮我要回来。"  # private: none may join
PHONE = "13911110001"
OUTSIDERS = ["nina", "henry", "mei", "judy", "oscar", "otto", "zed", "hugo", ""]
NOT_TRIED = ("accounts/", "account/", "language/", "static/", "api/docs")
OF_THE_MATTER = ["matters_matter", "matters_party", "agenda_task", "notices_notice", "papers_paper", "rooms_message"]


@pytest.fixture
def party(cast: Cast) -> Party:
    """bo's report, with a paper and a message in its room; every text of it holds the secret."""
    declare_system()
    intake = Intake(
        words=WORDS,
        place_id=cast.township,
        name=f"王小波{SECRET}",
        phone=PHONE,
        channel=Channel.WEB,
        phone_checked=True,
    )
    made = report_dispute(intake, today=localdate()).report.party
    declare_system()
    matter = Matter.objects.get(pk=made.matter_id)
    Matter.objects.filter(pk=matter.pk).update(title=SECRET)
    keep_made(matter, b"%PDF-" + SECRET.encode(), title=SECRET, filename="a.pdf", kind="document", by=None)
    say(matter, text=SECRET, party=made)
    return made


def addresses(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """Every address of the platform, as its pattern is written."""
    for one in patterns:
        route = before + str(one.pattern)
        if isinstance(one, URLResolver):
            yield from addresses(one.url_patterns, route)
        elif not route.lstrip("^").startswith(NOT_TRIED):
            yield route


def filled(route: str, party: Party) -> Iterator[str]:
    """The address with keys of the matter, its party and its paper put in where it asks for a key."""
    route = re.sub(r"^\^|\$$|\\Z$", "", route)
    paper = Matter.objects.get(pk=party.matter_id).papers.get().pk
    for key in {party.matter_id, party.pk, paper}:
        tabs = ("story", "parties", "papers", "room") if "<slug:tab>" in route else ("accept",)
        for tab in tabs:
            text = re.sub(r"<int:\w+>", str(key), route)
            yield "/" + re.sub(r"<(slug|str|path):\w+>", tab, text)


def state() -> list[tuple[object, ...]]:
    """All that is kept of matters, to be compared."""
    declare_system()
    with connection.cursor() as cursor:
        rows: list[tuple[object, ...]] = []
        for table in OF_THE_MATTER:
            cursor.execute(f"SELECT '{table}', t::text FROM {table} t ORDER BY 2")
            rows += cursor.fetchall()
    return [*rows, ("acts", Act.objects.filter(matter_id__isnull=False).count())]


def browser(cast: Cast, who: str) -> Client:
    client = Client(raise_request_exception=True)
    if who:
        client.force_login(cast[who])
    return client


def doors(party: Party) -> list[str]:
    declare_system()
    return sorted({door for route in addresses(get_resolver().url_patterns) for door in filled(route, party)})


def shown_at(client: Client, door: str) -> list[str]:
    """The ways in which a door shows the secret."""
    asked = {"q": "借给同事", "query": "借给同事", "words": "借给同事三万五千元一直拖着不还", "place": Cast.township}
    ways = {
        "GET": client.get(door, asked),
        "POST": client.post(door, asked),
        "JSON": client.get(door, headers={"Accept": "application/json"}),
    }
    assert all(answer.status_code < 500 for answer in ways.values()), (door, ways)
    return [f"{way} {door}" for way, answer in ways.items() if SECRET.encode() in answer.getvalue()]


def test_those_who_may_see_it_do_see_it(cast: Cast, party: Party) -> None:
    client = browser(cast, "sue")
    shown = {way for door in doors(party) for way in shown_at(client, door)}
    assert len(shown) >= 14, sorted(shown)


@pytest.mark.parametrize("who", OUTSIDERS, ids=lambda who: who or "nobody")
def test_no_door_shows_or_changes_it_for_an_outsider(cast: Cast, party: Party, who: str) -> None:
    before, client = state(), browser(cast, who)
    assert [way for door in doors(party) for way in shown_at(client, door)] == []
    assert state() == before
