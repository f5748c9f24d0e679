"""What hangs on a matter is seen by whoever sees the matter, and by nobody else, in every table there is."""

import pytest
from django.db import connection
from django.utils.timezone import localdate

from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.models import Matter
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.notices.models import Notice
from concord.core.papers.models import Paper
from concord.core.rooms.services import say
from tests.ground.cast import Cast

# The lock reads these itself: who has a part (keys and dates only), and which words stand where (bigrams only).
OPEN_TABLES = {"matters_involvement", "matters_searchentry"}
HANGING = ["matters_party", "acts_act", "agenda_task", "notices_notice", "papers_paper", "rooms_message"]


@pytest.fixture
def matter(cast: Cast) -> Matter:
    """A matter of the county, with something in every table that hangs on it."""
    declare_system()
    made = Matter.objects.create(
        number="M-1", kind="dispute", title="t", place_id=cast.township, stage="s", law_as_of=localdate()
    )
    add_parties(made, [PartyNamed("applicant", "王小波", phone=cast.phone("bo"), person=cast["bo"])])
    Task.objects.create(matter=made, kind="k", opened_on=localdate())
    Notice.objects.create(matter=made, channel="sms", template="t", body="b", key="k")
    Paper.objects.create(
        matter=made, kind="photo", title="t", filename="f", media_type="image/jpeg", size=1, sha256="0"
    )
    say(made, text="hello", person=cast["alice"])
    return made


def counted() -> dict[str, int]:
    with connection.cursor() as cursor:
        counts = {}
        for table in HANGING:
            cursor.execute(f"SELECT count(*) FROM {table}")
            counts[table] = cursor.fetchone()[0]
    return counts


@pytest.mark.parametrize(("who", "sees"), [("alice", 1), ("bo", 1), ("nina", 0), ("zed", 0), ("otto", 0), ("mei", 0)])
def test_what_hangs_on_a_matter_is_seen_with_it(cast: Cast, matter: Matter, who: str, sees: int) -> None:
    declare_reader(cast[who])
    assert counted() == dict.fromkeys(HANGING, sees)


def test_what_a_matter_hangs_on_cannot_be_taken_by_writing(cast: Cast, matter: Matter) -> None:
    declare_reader(cast["nina"])
    assert Matter.objects.filter(pk=matter.pk).update(place_id="330106") == 0
    assert Paper.objects.update(matter=None) == 0
    declare_system()
    assert Matter.objects.get(pk=matter.pk).place_id == cast.township


def test_the_act_of_a_matter_is_not_read_by_its_number(cast: Cast, matter: Matter) -> None:
    declare_reader(cast["nina"])
    assert not Act.objects.filter(matter_id=matter.pk).exists()


def names(sql: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return {row[0] for row in cursor.fetchall()}


HANGS = """
    WITH RECURSIVE hangs AS (
        SELECT 'matters_matter'::regclass AS one
        UNION SELECT conrelid FROM pg_constraint JOIN hangs ON confrelid = one WHERE contype = 'f'
    ) SELECT one::regclass::text FROM hangs
    UNION SELECT attrelid::regclass::text FROM pg_attribute JOIN pg_class c ON c.oid = attrelid
    WHERE attname = 'matter_id' AND c.relkind = 'r'
"""


def test_every_table_that_hangs_on_a_matter_is_shielded(db: None) -> None:
    """By a reference to it, by a reference to what hangs on it, or by its bare number."""
    shielded = names("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity")
    hanging = names(HANGS)
    assert hanging - shielded == OPEN_TABLES
    assert {"disputes_instalment", "papers_signature", "acts_act"} <= hanging


def test_every_shield_guards_reading_changing_and_removing(db: None) -> None:
    """A table with a lock and without a rule for one of the three would let nothing or everything through."""
    rules = "SELECT tablename FROM pg_policies WHERE cmd = '{}' AND qual NOT IN ('true', '(true)')"
    shielded = names("SELECT relname FROM pg_class WHERE relkind = 'r' AND relrowsecurity")
    for cmd in ("SELECT", "UPDATE", "DELETE"):
        assert names(rules.format(cmd)) == shielded
    assert names("SELECT tablename FROM pg_policies WHERE cmd = 'ALL'") == set()


def test_the_application_owns_no_table_and_cannot_pass_by_the_lock(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_tables WHERE schemaname = 'public' AND tableowner = current_user")
        assert cursor.fetchone() == (0,)
        cursor.execute("SELECT rolbypassrls OR rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
        assert cursor.fetchone() == (False,)
