"""Personal data lies sealed in the tables, opens with older keys after a rotation, and is found only by keyed hash."""

import os

import pytest
from cryptography.exceptions import InvalidTag
from django.db import connection
from hypothesis import given
from hypothesis import strategies as st

from concord.core.people.models import Person
from concord.core.people.sealed import Unreadable, keyed_hash, masked, seal, unseal
from tests.ground.cast import Cast

text = st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=80)


@given(text)
def test_what_was_sealed_opens_again(plain: str) -> None:
    assert unseal(seal(plain)) == plain
    assert seal(plain) != seal(plain)


def test_the_table_holds_no_readable_phone(cast: Cast) -> None:
    bo = cast["bo"]
    bo.identity_number, bo.email = "330105199001011239", "bo@example.org"
    bo.save()
    with connection.cursor() as cursor:
        cursor.execute("SELECT person::text FROM people_person person WHERE id = %s", [bo.pk])
        row = cursor.fetchone()[0]
    assert not any(secret in row for secret in (cast.phone("bo"), "330105199001011239", "bo@example.org"))
    assert cast["bo"].phone == cast.phone("bo")


def test_a_person_is_found_by_the_hash_of_a_phone(cast: Cast) -> None:
    assert Person.objects.get(phone_hash=keyed_hash(cast.phone("bo"))) == cast["bo"]
    assert not Person.objects.filter(phone=cast.phone("bo")).exists()


def test_after_a_rotation_old_values_open_and_new_ones_use_the_new_key(cast: Cast, settings: object) -> None:
    old = settings.CONCORD_FIELD_KEYS  # type: ignore[attr-defined]
    before, hashed = seal("13900000001"), keyed_hash("13900000001")
    settings.CONCORD_FIELD_KEYS = [os.urandom(32), *old]  # type: ignore[attr-defined]
    after = seal("13900000001")
    assert (unseal(before), unseal(after), keyed_hash("13900000001")) == ("13900000001", "13900000001", hashed)
    assert before.split(".")[1] != after.split(".")[1]
    assert cast["bo"].phone == cast.phone("bo")
    settings.CONCORD_FIELD_KEYS = old  # type: ignore[attr-defined]
    with pytest.raises(Unreadable):
        unseal(after)


def test_a_changed_value_does_not_open() -> None:
    sealed = seal("13900000001")
    version, mark, body = sealed.split(".")
    changed = ("A" if body[20] != "A" else "B").join([body[:20], body[21:]])
    with pytest.raises(InvalidTag):
        unseal(f"{version}.{mark}.{changed}")


@pytest.mark.parametrize(
    ("one", "other"), [("13900000001", " 13900000001 "), ("33010519900101123X", "33010519900101123x")]
)
def test_the_same_value_written_otherwise_has_the_same_hash(one: str, other: str) -> None:
    assert keyed_hash(one) == keyed_hash(other)


@given(text)
def test_a_mask_never_shows_more_than_its_ends(value: str) -> None:
    hidden = len(value) - 7 if len(value) > 7 else len(value)
    assert masked(value, head=3, tail=4) == value[:3] * (len(value) > 7) + "*" * hidden + value[-4:] * (len(value) > 7)
