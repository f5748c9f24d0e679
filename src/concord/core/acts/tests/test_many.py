"""Very many acts of one deed stand in the record as each would by itself, in order."""

from concord.core.acts.models import Act
from concord.core.acts.services import record, record_many
from concord.core.matters.access import declare_system
from concord.core.matters.reveal import PersonalDataRevealed
from tests.ground.cast import Cast

TOLD = ("kind", "matter_id", "actor", "actor_name", "organisation", "payload", "visibility", "xact")


def test_many_are_what_one_after_another_is(cast: Cast) -> None:
    facts = [
        PersonalDataRevealed(matter_id=None, party_id=number, party_name="王“小”波\\", field="phone", purpose="'; --")
        for number in range(300)
    ]
    declare_system()
    record(*facts, by=cast["alice"])
    record_many(facts, by=cast["alice"])
    found = list(Act.objects.order_by("pk").values(*TOLD))
    assert found[300:] == found[:300]
    assert [one["payload"]["party_id"] for one in found[300:]] == list(range(300))
    record_many([], by=cast["alice"])
    assert Act.objects.count() == 600
