"""The record can be added to and read; nobody who speaks for the application can change or remove an act (K7)."""

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import InsufficientPrivilege

from concord.config.schema import as_owner
from concord.core.acts.models import Act
from concord.core.acts.services import record
from concord.core.matters.access import declare_system
from concord.core.matters.reveal import PersonalDataRevealed
from tests.ground.cast import Cast

FACT = PersonalDataRevealed(matter_id=None, party_id=1, party_name="王小波", field="phone", purpose="call back")


@pytest.fixture
def act(cast: Cast) -> Act:
    declare_system()
    (made,) = record(FACT, by=cast["alice"])
    return made


ATTACKS = [
    "UPDATE acts_act SET actor_name = 'nobody'",
    "DELETE FROM acts_act",
    "TRUNCATE acts_act",
    "TRUNCATE acts_act CASCADE",
    "ALTER TABLE acts_act DISABLE TRIGGER ALL",
    "ALTER TABLE acts_act DISABLE TRIGGER acts_stay",
    "ALTER TABLE acts_act DISABLE ROW LEVEL SECURITY",
    "ALTER TABLE acts_act OWNER TO concord_app",
    "ALTER TABLE acts_act DROP COLUMN payload",
    "DROP TRIGGER acts_stay ON acts_act",
    "DROP TABLE acts_act CASCADE",
    "DROP FUNCTION acts_refuse_change() CASCADE",
    "CREATE OR REPLACE FUNCTION acts_refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
    "CREATE RULE away AS ON INSERT TO acts_act DO INSTEAD NOTHING",
    "CREATE TRIGGER again AFTER INSERT ON acts_act FOR EACH STATEMENT EXECUTE FUNCTION acts_announce()",
    "INSERT INTO acts_act (id, at, kind, actor_name, payload, visibility) OVERRIDING SYSTEM VALUE "
    "SELECT id, at, kind, 'thief', payload, visibility FROM acts_act "
    "ON CONFLICT (id) DO UPDATE SET actor_name = EXCLUDED.actor_name",
    "MERGE INTO acts_act a USING (SELECT 1) s ON true WHEN MATCHED THEN UPDATE SET actor_name = 'nobody'",
    "SET session_replication_role = replica",
    "SET LOCAL ROLE concord_owner",
    "GRANT UPDATE ON acts_act TO concord_app; UPDATE acts_act SET actor_name = 'nobody'",
    "CREATE POLICY mine ON acts_act USING (true)",
    "COPY acts_act FROM PROGRAM 'true'",
    "ALTER ROLE concord_app SUPERUSER",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: " ".join(attack.split()[:5]))
def test_the_application_can_neither_change_nor_remove_an_act(act: Act, attack: str) -> None:
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert "concord_owner" in attack or isinstance(refused.value.__cause__, InsufficientPrivilege)
    assert Act.objects.get(pk=act.pk).actor_name == "陈立群"


@pytest.mark.parametrize("table", ["papers_signature", "rooms_message"])
@pytest.mark.parametrize("way", ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {}"])
def test_signatures_and_what_was_said_stay_too(db: None, table: str, way: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), connection.cursor() as cursor:
        cursor.execute(way.format(table))


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("way", ["UPDATE acts_act SET kind = 'x'", "DELETE FROM acts_act", "TRUNCATE acts_act CASCADE"])
def test_even_the_owner_is_refused_by_the_table_itself(way: str) -> None:
    with as_owner(), connection.cursor() as cursor, pytest.raises(ProgrammingError, match="append-only"):
        cursor.execute(way)


def test_the_orm_finds_no_way_either(act: Act) -> None:
    act.actor_name = "nobody"
    with pytest.raises(ProgrammingError), transaction.atomic():
        act.save()
    with pytest.raises(ProgrammingError), transaction.atomic():
        act.delete()
