"""What a resident answers: once, by the link alone, counted without a name; what is missing goes where they want it."""

import pytest
from django.utils import timezone

from concord.apps.grassroots.evaluation.models import Answer, Asking, PutRight
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.apps.grassroots.evaluation.tests.told import asked_by_link
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Party

WORDS = "水是抽了，沟还是堵的。"
NOT = {"answer": "not", "missing": ["undone", "untold"], "words": WORDS}


def state() -> str:
    declare_system()
    return Asking.objects.get().state


def test_one_tap_is_enough_and_the_link_ends_with_it(month: Month) -> None:
    [key] = asked_by_link(month)
    client = month.browser()
    page = client.get(f"/a/{key}/")
    assert (page.status_code, "no-store" in page["Cache-Control"]) == (200, True)
    assert client.post(f"/a/{key}/", {"answer": "content"}).status_code == 200
    declare_system()
    answer = Answer.objects.get()
    assert (answer.content, answer.channel, answer.missing, state()) == (True, "link", [], "answered")
    assert (client.get(f"/a/{key}/").status_code, client.post(f"/a/{key}/", {"answer": "not"}).status_code) == (
        410,
        410,
    )
    assert client.send(f"/api/asked/{key}", {"answer": "content"}).status_code == 409
    declare_system()
    assert Answer.objects.count() == 1


def test_who_wants_it_put_right_has_the_body_told(month: Month) -> None:
    [key] = asked_by_link(month)
    client = month.browser()
    assert "哪里没做好" in client.get(f"/a/{key}/?answer=not", headers={"Accept-Language": "zh-hans"}).content.decode()
    assert client.post(f"/a/{key}/", {**NOT, "put_right": "on"}).status_code == 200
    declare_system()
    asked = PutRight.objects.select_related("task").get()
    assert (asked.missing, asked.words, asked.task.kind) == (["undone", "untold"], WORDS, "put_right")
    assert asked.task.organisation_id == month.cast.body("township").pk
    assert timezone.localdate() < asked.task.yellow_on < asked.task.due_on
    told = Act.objects.get(kind="PutRightAsked", matter_id=asked.matter_id)
    assert WORDS not in str(told.payload)


def test_who_only_wants_it_counted_stays_unknown_to_the_body(month: Month) -> None:
    [key] = asked_by_link(month)
    assert month.browser().send(f"/api/asked/{key}", NOT).status_code == 200
    declare_system()
    assert (Answer.objects.get().content, PutRight.objects.count(), Task.objects.filter(kind="put_right").count()) == (
        False, 0, 0,
    )  # fmt: skip
    matter = Asking.objects.get().matter_id
    assert not Act.objects.filter(matter_id=matter).exclude(kind__in=["ResidentAsked", "SightingClosed"]).exists()
    assert not Act.objects.filter(payload__icontains="content").filter(kind="ResidentAnswered").exists()
    for who in ("alice", "sue", "tess"):  # not even the database shows an answer to a person
        declare_reader(month.cast[who])
        assert Answer.objects.count() == 0


def test_declining_is_declining(month: Month) -> None:
    [key] = asked_by_link(month)
    assert month.browser().post(f"/a/{key}/", {"answer": "declined"}).status_code == 200
    declare_system()
    assert (state(), Answer.objects.count(), Task.objects.filter(kind="put_right").count()) == ("declined", 0, 0)


def test_no_mark_stays_on_who_was_not_content(month: Month) -> None:
    [key] = asked_by_link(month)
    declare_system()
    before = list(Party.objects.order_by("pk").values())
    month.browser().post(f"/a/{key}/", {**NOT, "put_right": "on"})
    declare_system()
    assert list(Party.objects.order_by("pk").values()) == before
    assert Asking.objects.get().party_id is None


@pytest.mark.parametrize("key", ["0123456789abcdefghjk", "x"])
def test_a_link_that_never_was_leads_nowhere(month: Month, key: str) -> None:
    asked_by_link(month)
    assert month.browser().get(f"/a/{key}/").status_code == 410
    assert month.browser().get(f"/api/asked/{key}").status_code == 409
    assert state() == "asked"


@pytest.mark.parametrize(
    "said", [{"answer": "not"}, {"answer": "not", "missing": ["nonsense"]}, {"answer": "fine"}, {}]
)
def test_an_answer_that_says_nothing_is_asked_for_again(month: Month, said: dict[str, object]) -> None:
    [key] = asked_by_link(month)
    assert month.browser().post(f"/a/{key}/", said).status_code in {409, 422}
    assert month.browser().send(f"/api/asked/{key}", said).status_code in {409, 422}
    assert state() == "asked"


def test_a_program_reads_what_is_asked(month: Month) -> None:
    [key] = asked_by_link(month)
    told = month.browser().get(f"/api/asked/{key}").json()
    assert (told["unit_name"], told["number"], len(told["missing"])) == ("米市巷街道社会治理中心", "WG-1", 6)
    assert "住户" not in str(told)
