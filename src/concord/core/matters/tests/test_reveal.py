"""Sealed data is shown for a stated purpose only, and every look stands in the record (K8)."""

import pytest
from django.utils.timezone import localdate

from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter, Party
from concord.core.matters.reveal import reveal
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.refusals import Refusal
from tests.ground.cast import Cast

IDENTITY = "330105199001011239"


@pytest.fixture
def party(cast: Cast) -> Party:
    declare_system()
    matter = Matter.objects.create(
        number="M-1", kind="dispute", title="t", place_id=cast.township, stage="s", law_as_of=localdate()
    )
    return add_parties(matter, [PartyNamed("applicant", "王小波", "13900000001", IDENTITY, "米市巷 1 号")])[0]


@pytest.mark.parametrize(
    ("field", "shown"), [("phone", "13900000001"), ("identity_number", IDENTITY), ("address", "米市巷 1 号")]
)
def test_a_look_with_a_purpose_shows_the_field_and_is_recorded(
    cast: Cast, party: Party, field: str, shown: str
) -> None:
    assert reveal(party, field=field, purpose="call back about the date", by=cast["alice"]) == shown  # type: ignore[arg-type]
    act = Act.objects.get(kind="PersonalDataRevealed", matter_id=party.matter_id)
    assert (act.actor, act.payload["field"], act.payload["purpose"]) == (
        cast["alice"],
        field,
        "call back about the date",
    )
    assert shown not in str(act.payload)
    assert act.visibility == Act.Visibility.STAFF


@pytest.mark.parametrize("purpose", ["", "   ", "x"])
def test_a_look_without_a_purpose_is_refused_and_not_recorded(cast: Cast, party: Party, purpose: str) -> None:
    with pytest.raises(Refusal) as refused:
        reveal(party, field="phone", purpose=purpose, by=cast["alice"])
    assert refused.value.field == "purpose"
    assert not Act.objects.filter(kind="PersonalDataRevealed").exists()
