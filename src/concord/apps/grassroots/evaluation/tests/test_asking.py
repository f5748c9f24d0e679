"""Residents are asked once, some days after the end, never too often, by a link of which no copy is kept (G5)."""

from datetime import timedelta

import pytest
from django.utils import timezone

from concord.apps.grassroots.evaluation.listeners import plan_to_ask
from concord.apps.grassroots.evaluation.models import Asking
from concord.apps.grassroots.evaluation.services.asking import forget_residents, leave_unanswered
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.apps.grassroots.evaluation.tests.told import SOON, Ended, asked_by_link, ended, keys
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from concord.core.notices.models import Notice
from concord.core.notices.services import SECRET

PHONE = "13922220077"


def states() -> list[str]:
    declare_system()
    return list(Asking.objects.order_by("pk").values_list("state", flat=True))


def test_someone_is_asked_some_days_after_the_end(month: Month) -> None:
    one = ended(month)
    one.hear()
    assert (one.ask(timezone.localdate()), keys()) == (0, [])
    assert (one.ask(), len(keys())) == (1, 1)
    declare_system()
    asking = Asking.objects.select_related("unit").get()
    assert (asking.state, asking.channel, asking.unit.name) == ("asked", "link", "米市巷街道社会治理中心")
    assert Act.objects.filter(kind="ResidentAsked", matter_id=one.matters[0].pk).count() == 1


def test_of_the_link_only_a_hash_is_kept(month: Month) -> None:
    [key] = asked_by_link(month)
    declare_system()
    assert key not in str(Asking.objects.values().get())
    notice = Notice.objects.get(template="asking")
    assert (notice.matter_id, notice.person_id) == (None, None)
    assert "asking" in SECRET  # its words are forgotten as soon as the carrier has them


def test_nobody_is_asked_twice_about_the_same(month: Month) -> None:
    one = ended(month)
    one.hear()
    one.hear()
    declare_system()
    held = Matter.objects.create(
        number="HS-1", kind="consultation", title="会商", place_id=month.cast.township, stage="solved",
        is_open=False, closed_at=timezone.now(), law_as_of=month.over.first,
    )  # fmt: skip
    Ended(month, [held]).hear("ConsultationSolved", about_id=one.matters[0].pk)
    assert states() == ["planned"]
    one.ask()
    one.hear()
    assert (states(), one.ask()) == (["asked"], 0)


def test_a_consultation_is_asked_about_once_though_its_end_is_told_twice(month: Month) -> None:
    about = ended(month).matters[0]
    held = Matter.objects.create(
        number="HS-1", kind="consultation", title="会商", place_id=month.cast.township, stage="solved", is_open=False,
        closed_at=timezone.now(), law_as_of=month.over.first, lead=month.cast.body("centre"),
    )  # fmt: skip
    Ended(month, [held, about]).hear("ConsultationSolved", about_id=about.pk)
    declare_system()
    asking = Asking.objects.get()
    assert (asking.matter_id, asking.root, asking.unit_id) == (held.pk, about.pk, month.cast.body("centre").pk)


def test_who_rated_on_screen_is_not_asked_nor_who_left_no_phone(month: Month) -> None:
    rated, silent = ended(month, 2).matters
    Act.objects.create(kind="DisputeRated", matter_id=rated.pk, payload={"score": 2}, at=timezone.now())
    Party.objects.filter(matter=silent).update(phone="", phone_hash=None)
    Ended(month, [rated, silent]).hear()
    assert states() == []


def test_what_was_rated_or_reopened_meanwhile_is_dropped(month: Month) -> None:
    both = ended(month, 2)
    both.hear()
    Act.objects.create(kind="DisputeRated", matter_id=both.matters[0].pk, payload={"score": 2}, at=timezone.now())
    Matter.objects.filter(pk=both.matters[1].pk).update(is_open=True)
    assert (both.ask(), states(), keys()) == (2, [], [])


def test_nobody_is_asked_more_often_than_the_rules_say(month: Month) -> None:
    for number in (1, 2, 3):
        ended(month, first=number, phone=PHONE).hear()
    declare_system()
    Asking.objects.update(ask_on=timezone.localdate())
    assert Ended(month, []).ask(timezone.localdate()) == 3
    assert (states(), len(keys())) == (["asked", "asked", "spared"], 2)


def test_a_history_that_was_loaded_is_not_asked_about(month: Month) -> None:
    long_ago = ended(month)
    then = timezone.now() - timedelta(days=90)
    act = Act(kind="SightingClosed", matter_id=long_ago.matters[0].pk, payload={}, at=then)
    plan_to_ask([act])
    assert states() == []


@pytest.mark.parametrize(("days", "state"), [(20, "asked"), (60, "left")])
def test_an_asking_ends_and_whom_it_was_to_is_forgotten(month: Month, days: int, state: str) -> None:
    asked_by_link(month)
    leave_unanswered(timezone.localdate() + timedelta(days=days))
    asking = Asking.objects.get()
    assert (asking.state, asking.party_id is None, asking.key_hash is None) == (state, state == "left", state == "left")
    assert forget_residents(timezone.localdate() + SOON * 8) == int(state == "left")
    assert (Asking.objects.get().resident_hash is None) is (state == "left")


def test_a_phone_that_takes_no_messages_is_called(month: Month) -> None:
    one = ended(month, phone="0571-88001234")
    one.hear()
    one.ask()
    declare_system()
    assert (Asking.objects.get().channel, keys()) == ("call", [])
