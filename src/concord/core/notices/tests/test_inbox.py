"""People read their own inbox, and no one else's."""

import pytest
from django.test import Client

from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from concord.core.notices.selectors import unread_by
from concord.core.notices.services import Letter, send
from tests.ground.cast import Cast


@pytest.fixture
def told(cast: Cast) -> Notice:
    """lin is told of a step."""
    one = Letter(channel="inbox", template="t", subject="有新进展", body="调解员已接手。", key="k", link="/mine/",
                 person_id=cast["lin"].pk)  # fmt: skip
    send(one)
    declare_system()
    return Notice.objects.get(key="k")


@pytest.mark.parametrize(("who", "sees"), [("lin", True), ("zed", False), ("alice", False)])
def test_an_inbox_holds_ones_own_notices(client: Client, cast: Cast, told: Notice, who: str, sees: bool) -> None:
    client.force_login(cast[who])
    page = client.get("/inbox/")
    assert page.status_code == 200
    assert ("调解员已接手。" in page.content.decode()) is sees


def test_without_signing_in_there_is_no_inbox(client: Client, told: Notice) -> None:
    assert client.get("/inbox/").status_code == 302


def test_opening_a_notice_marks_it_read_and_leads_on(client: Client, cast: Cast, told: Notice) -> None:
    client.force_login(cast["lin"])
    assert unread_by(cast["lin"]) == 1
    answer = client.post(f"/inbox/{told.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/mine/")
    assert unread_by(cast["lin"]) == 0


def test_nobody_opens_the_notice_of_another(client: Client, cast: Cast, told: Notice) -> None:
    client.force_login(cast["zed"])
    assert client.post(f"/inbox/{told.pk}/").status_code == 404
    assert client.post("/inbox/read/").status_code == 302
    assert unread_by(cast["lin"]) == 1


def test_a_link_to_elsewhere_is_not_followed(client: Client, cast: Cast, told: Notice) -> None:
    declare_system()
    Notice.objects.update(link="https://thief.example/")
    client.force_login(cast["lin"])
    assert client.post(f"/inbox/{told.pk}/")["Location"] == "/inbox/"


def test_all_can_be_marked_as_read(client: Client, cast: Cast, told: Notice) -> None:
    client.force_login(cast["lin"])
    client.post("/inbox/read/")
    assert unread_by(cast["lin"]) == 0


def test_an_inbox_of_ten_thousand_asks_the_database_as_little_as_one_of_one(
    client: Client, cast: Cast, told: Notice, django_assert_max_num_queries: object
) -> None:
    lin = cast["lin"].pk
    send(*[Letter(channel="inbox", template="t", body="b", key=f"n{n}", person_id=lin) for n in range(300)])
    client.force_login(cast["lin"])
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        client.get("/inbox/?page=2")
    assert unread_by(cast["lin"]) == 99
