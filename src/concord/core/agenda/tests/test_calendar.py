"""The calendar link: shown once, its lines neutral; it ends when it is renewed, switched off, or when a role ends."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from django.test import Client
from icalendar import Calendar

from concord.core.acts.models import Act
from concord.core.agenda.models import CalendarLink, Task
from concord.core.agenda.services.calendar import make_calendar_link
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership
from tests.ground.cast import Cast

DUE = TODAY + timedelta(3)
SECRET = "王小波欠薪"


@pytest.fixture
def task(cast: Cast, matter: Matter) -> Task:
    """Something that carol has to do, with words in it that are nobody's business; and something without a limit."""
    declare_system()
    Matter.objects.filter(pk=matter.pk).update(title=SECRET)
    Task.objects.create(matter=matter, kind="handle", person=cast["carol"], opened_on=TODAY)
    return Task.objects.create(
        matter=matter, kind="handle", title=SECRET, person=cast["carol"], opened_on=TODAY, due_on=DUE, basis=SECRET
    )


def asked(address: str, **told: str) -> tuple[int, bytes, str]:
    """What a program without any session gets."""
    answer = Client().get(address, **told)  # type: ignore[arg-type]
    return answer.status_code, answer.content, answer.headers.get("ETag", "")


def address_for(cast: Cast, who: str = "carol") -> str:
    return f"/calendar/{make_calendar_link(by=cast[who])}.ics"


def test_a_program_reads_what_is_due_in_neutral_lines(cast: Cast, task: Task) -> None:
    code, content, _etag = asked(address_for(cast))
    (event,) = Calendar.from_ical(content).walk("VEVENT")
    assert (code, event["DTSTART"].dt, event["DTEND"].dt) == (200, DUE, DUE + timedelta(1))
    assert str(event["SUMMARY"]) == f"办理并答复 · M-1 · {task.matter.place.name}"
    assert SECRET not in Calendar.from_ical(content).to_ical().decode()


def test_programs_that_keep_lists_are_given_to_dos(cast: Cast, task: Task) -> None:
    content = asked(f"{address_for(cast)}?as=todo")[1]
    (todo,) = Calendar.from_ical(content).walk("VTODO")
    assert (todo["DUE"].dt, str(todo["STATUS"])) == (DUE, "NEEDS-ACTION")
    assert Calendar.from_ical(content).walk("VEVENT") == []


def test_a_step_is_called_as_its_published_scenario_calls_it(cast: Cast, run: object) -> None:
    assert "受理 · M-1" in str(Calendar.from_ical(asked(address_for(cast))[1]).walk("VEVENT")[0]["SUMMARY"])


def test_what_has_not_changed_is_not_sent_again(cast: Cast, task: Task) -> None:
    address = address_for(cast)
    _code, _content, etag = asked(address)
    assert asked(address, HTTP_IF_NONE_MATCH=etag)[:2] == (304, b"")
    declare_system()
    Task.objects.filter(pk=task.pk).update(due_on=DUE + timedelta(1))
    assert asked(address, HTTP_IF_NONE_MATCH=etag)[0] == 200


def test_a_new_link_ends_the_old_one_and_only_its_hash_is_kept(cast: Cast, task: Task) -> None:
    old, new = address_for(cast), address_for(cast)
    assert (asked(old)[0], asked(new)[0]) == (404, 200)
    key = new.removeprefix("/calendar/").removesuffix(".ics")
    kept = CalendarLink.objects.get(person=cast["carol"])
    assert len(key) >= 43
    assert key not in (kept.key_hash, str(kept.__dict__))
    declare_system()
    assert key not in str(list(Act.objects.filter(kind="CalendarLinkMade").values_list("payload", flat=True)))
    assert asked(f"/calendar/{kept.key_hash}.ics")[0] == asked("/calendar/x.ics")[0] == 404


def test_it_is_shown_once_and_can_be_switched_off(client: Client, cast: Cast, task: Task) -> None:
    client.force_login(cast["carol"])
    page = client.post("/desk/calendar/").content.decode()
    address = urlsplit(page.split('id="calendar-address">')[1].split("<")[0]).path
    assert asked(address)[0] == 200
    assert address not in client.get("/desk/calendar/").content.decode()
    assert client.post("/desk/calendar/end/").status_code == 302
    assert asked(address)[0] == 404
    assert client.post("/desk/calendar/end/").status_code == 409


def test_it_ends_with_the_role(cast: Cast, task: Task) -> None:
    address = address_for(cast)
    Membership.objects.filter(person=cast["carol"]).update(ends=TODAY - timedelta(1))
    assert asked(address)[0] == 404


@pytest.mark.parametrize("who", ["otto", "zed", "hugo", ""])
def test_who_has_no_desk_has_no_link(client: Client, cast: Cast, who: str) -> None:
    if who:
        client.force_login(cast[who])
    assert client.post("/desk/calendar/").status_code == (404 if who else 302)
    assert not CalendarLink.objects.exists()
