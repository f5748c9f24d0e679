"""Acts are passed on once and in order, many at a time; a listener that fails on one holds up no other (K7)."""

from collections.abc import Iterator

import pytest
from django.db import transaction

from concord.core.acts import relay
from concord.core.acts.models import Act
from concord.core.acts.relay import everyone, name_of, pass_on
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.matters.reveal import PersonalDataRevealed
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db(transaction=True)


class Ear:
    """A listener that notes each time what it hears, and fails on what it cannot bear."""

    def __init__(self) -> None:
        self.heard: list[list[str]] = []
        self.cannot_bear = ""

    def hear(self, acts: list[Act]) -> None:
        purposes = [str(act.payload["purpose"]) for act in acts]
        if self.cannot_bear in purposes:
            raise ValueError(self.cannot_bear)
        self.heard.append(purposes)


@pytest.fixture(autouse=True)
def _nobody_beside(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tests that run beside this one hold transactions open on the same server: these acts do not wait for them."""
    waits = " AND a.xact < pg_snapshot_xmin(pg_current_snapshot())"
    assert waits in relay.SETTLED
    monkeypatch.setattr(relay, "SETTLED", relay.SETTLED.replace(waits, ""))


@pytest.fixture
def ear() -> Iterator[Ear]:
    one = Ear()

    def hears(acts: list[Act]) -> None:
        one.hear(acts)

    everyone.append(hears)
    yield one
    everyone.remove(hears)


def happens(cast: Cast, *purposes: str) -> None:
    with transaction.atomic():
        declare_system()
        for said in purposes:
            fact = PersonalDataRevealed(matter_id=None, party_id=1, party_name="王小波", field="phone", purpose=said)
            record(fact, by=cast["alice"])


@transaction.atomic
def pass_on_or_fail() -> None:
    declare_system()
    pass_on()


def passed_on() -> list[tuple[str, str]]:
    """What was put off while all was passed on: the purpose of the act, and the listener."""
    later: list[tuple[str, str]] = []
    with transaction.atomic():
        declare_system()
        pass_on(put_off=lambda act, name: later.append((str(act.payload["purpose"]), name)))
    return later


def test_a_listener_hears_of_many_acts_together_once_and_in_order(cast: Cast, ear: Ear) -> None:
    happens(cast, "first", "second")
    happens(cast, "third")
    assert passed_on() == []
    assert passed_on() == []
    assert ear.heard == [["first", "second", "third"]]


def test_only_the_act_that_a_listener_fails_on_is_put_off(cast: Cast, ear: Ear) -> None:
    ear.cannot_bear = "second"
    happens(cast, "first", "second", "third")
    assert passed_on() == [("second", name_of(everyone[-1]))]
    assert ear.heard == [["first"], ["third"]]
    ear.cannot_bear = ""
    happens(cast, "fourth")
    assert passed_on() == []
    assert ear.heard[-1] == ["fourth"]


def test_without_anyone_to_put_it_off_to_a_failure_moves_nothing(cast: Cast, ear: Ear) -> None:
    ear.cannot_bear = "first"
    happens(cast, "first")
    with pytest.raises(ValueError, match="first"):
        pass_on_or_fail()
    ear.cannot_bear = ""
    assert passed_on() == []
    assert ear.heard == [["first"]]
