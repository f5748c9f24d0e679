"""The database itself shows nothing of a contract to an outsider, whatever a query forgot (K8)."""

import pytest
from django.apps import apps
from django.db import connection
from django.utils.timezone import localdate

from concord.apps.contracts.models import Lookup, Payment
from concord.apps.contracts.tests.conftest import CODES, Office
from concord.apps.contracts.tests.test_reviews import give, sent
from concord.core.matters.access import declare_follower, declare_reader, declare_system

OPEN = {"contracts_counsel", "contracts_engagement", "contracts_filingcounter"}  # no matter's: the pool, the numbers


def rows() -> dict[str, int]:
    """How many rows of each table of the room the database shows to whoever is declared."""
    told = {}
    with connection.cursor() as cursor:
        for model in apps.get_app_config("contracts").get_models():
            table = model._meta.db_table
            if table not in OPEN:
                cursor.execute(f"SELECT count(*) FROM {table}")
                told[table] = cursor.fetchone()[0]
    return {table: count for table, count in told.items() if count}


@pytest.mark.parametrize(
    ("who", "sees"), [("hana", True), ("vera", True), ("luca", True), ("ling", False), ("nora", False), ("otis", False)]
)
def test_who_sees_rows_and_who_sees_none(office: Office, who: str, *, sees: bool) -> None:
    made = office.drafted()
    office.browser("hana").send(f"/api/contracts/{made.pk}/award", {"winner": "杭州恒测科技有限公司"})
    give(office, "luca", sent(office, made), "changes", "改")
    declare_system()
    Lookup.objects.create(contract=made, code=CODES["b_code"])
    Payment.objects.create(contract=made, voucher="GZ-1", on=localdate(), amount=1)
    everything = rows()
    kept = ("contract", "award", "version", "finding", "review", "lookup", "payment")
    assert set(everything) == {f"contracts_{one}" for one in kept}
    declare_reader(office.person(who))
    assert rows() == (everything if sees else {})
    declare_follower(0)
    assert rows() == {}
