"""The record can be added to and read; nobody who speaks for the application can change or remove an act (K7)."""

import pytest
from django.db import ProgrammingError, connection, transaction
from psycopg.errors import FeatureNotSupported, InsufficientPrivilege

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
    "WITH gone AS (DELETE FROM acts_act RETURNING id) SELECT count(*) FROM gone",
    "SELECT id FROM acts_act FOR UPDATE",
    "LOCK TABLE acts_act IN ACCESS EXCLUSIVE MODE",
    "CREATE TEMP VIEW seen AS SELECT * FROM acts_act; UPDATE seen SET actor_name = 'nobody'",
    "CREATE TEMP TABLE heir () INHERITS (acts_act)",
    "DO $$ BEGIN EXECUTE 'UPDATE acts_act SET kind = kind'; END $$",
    "CREATE FUNCTION pg_temp.f() RETURNS void SECURITY DEFINER LANGUAGE sql AS 'DELETE FROM acts_act'; "
    "SELECT pg_temp.f()",
    "CREATE FUNCTION public.f() RETURNS int LANGUAGE sql AS 'SELECT 1'",
    "ALTER TABLE acts_act RENAME TO acts_old",
    "ALTER TABLE acts_act ALTER COLUMN actor_name TYPE text USING 'nobody'",
    "ALTER TABLE acts_act ENABLE ALWAYS TRIGGER acts_told",
    "ALTER FUNCTION acts_refuse_change() OWNER TO concord_app",
    "ALTER POLICY reading ON acts_act USING (true)",
    "UPDATE pg_class SET relrowsecurity = false WHERE relname = 'acts_act'",
    "SET SESSION AUTHORIZATION concord_owner",
    "SELECT set_config('role', 'concord_owner', true)",
    "GRANT concord_owner TO concord_app",
    "COPY acts_act TO PROGRAM 'true'",
    "SELECT pg_read_file('/etc/passwd')",
    "SELECT lo_import('/etc/passwd')",
]  # fmt: skip


@pytest.mark.parametrize("attack", ATTACKS, ids=lambda attack: " ".join(attack.split()[:5]))
def test_the_application_can_neither_change_nor_remove_an_act(act: Act, attack: str) -> None:
    with pytest.raises(ProgrammingError) as refused, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(attack)
    assert "concord_owner" in attack or isinstance(refused.value.__cause__, InsufficientPrivilege)
    declare_system()
    assert Act.objects.get(pk=act.pk).actor_name == "陈立群"


def test_rows_cannot_be_copied_in_past_the_lock(act: Act) -> None:
    """PostgreSQL refuses COPY FROM into a table whose rows are guarded."""
    copy = "COPY acts_act (id, at, kind, actor_name, payload, visibility) FROM STDIN"
    with (
        pytest.raises(FeatureNotSupported),
        transaction.atomic(),
        connection.cursor() as cursor,
        cursor.copy(copy) as rows,
    ):
        rows.write_row((act.pk, act.at, act.kind, "thief", "{}", "staff"))
    assert Act.objects.get(pk=act.pk).actor_name == "陈立群"


def test_nothing_that_is_removed_takes_an_act_along(db: None) -> None:
    """No reference from the record, from signatures or messages removes or empties a row when its goal goes."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT conname FROM pg_constraint WHERE contype = 'f' AND confdeltype NOT IN ('a', 'r')
            AND conrelid IN ('acts_act'::regclass, 'papers_signature'::regclass, 'rooms_message'::regclass)"""
        )
        assert cursor.fetchall() == []


@pytest.mark.parametrize("right", ["SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "TRIGGER", "REFERENCES"])
def test_the_application_may_read_and_add_to_the_record_and_nothing_else(db: None, right: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('acts_act', %s)", [right])
        assert cursor.fetchone() == (right in {"SELECT", "INSERT"},)
        cursor.execute("SELECT has_any_column_privilege('acts_act', 'UPDATE')")
        assert cursor.fetchone() == (False,)


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
