"""The ground that tests stand on is itself sound."""

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from concord.core.people.models import Person
from tests.ground.cast import Cast


def test_tests_connect_as_the_application_and_not_as_the_owner(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == ("concord_app", False)


def test_the_application_cannot_change_the_record(db: None) -> None:
    with connection.cursor() as cursor, pytest.raises(ProgrammingError, match="permission denied"):
        cursor.execute("DELETE FROM acts_act")


def test_the_cast_is_there(cast: Cast, client: Client) -> None:
    assert cast["alice"].name == "陈立群"
    assert cast.body("centre").place_id == cast.county


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("time", [1, 2])
def test_what_a_committing_test_leaves_is_gone_in_the_next(time: int) -> None:
    with transaction.atomic():
        Person.objects.create(username="left-behind", name="x", password="!")
    assert Person.objects.filter(username="left-behind").count() == 1
