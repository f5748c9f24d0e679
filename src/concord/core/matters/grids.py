"""Grids: the sixth level of the tree, cut out of a village by the county itself (K1)."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.core.acts.facts import Fact
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.access import villages_run_by
from concord.core.people.models import Person, Place
from concord.core.refusals import Refusal

MOST_GRIDS = 999


@dataclass(frozen=True, slots=True, kw_only=True)
class GridMade(Fact):
    """A village got another grid."""

    story: ClassVar[str] = gettext_noop("%(name)s was made a grid of %(village_name)s, with the code %(code)s.")
    code: str
    name: str
    village_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRenamed(Fact):
    """A grid is called something else; its code stays."""

    story: ClassVar[str] = gettext_noop("The grid %(old_name)s (%(code)s) is now called %(name)s.")
    code: str
    name: str
    old_name: str


def _clean_name(name: str, grids: QuerySet[Place]) -> str:
    called = " ".join(name.split())
    if not called or len(called) > 80:
        raise Refusal(_("Give the grid a name of up to 80 characters."), field="name")
    if grids.filter(name=called).exists():
        raise Refusal(_("This village already has a grid with this name."), field="name")
    return called


@transaction.atomic
def make_grid(village: str, *, name: str, by: Person) -> Place:
    """Make a grid in the village with this code; it gets the next three digits.

    A village that `by` does not run does not exist for them. Refuses a name that the village already uses, and the
    thousandth grid.
    """
    declare_reader(by)
    place = villages_run_by(by).select_for_update().get(pk=village)
    grids = Place.objects.filter(parent=place)
    called = _clean_name(name, grids)
    last = grids.order_by("-code").values_list("code", flat=True).first()
    number = int(last[-3:]) + 1 if last else 1
    if number > MOST_GRIDS:
        raise Refusal(_("This village already has 999 grids."))
    grid = Place.objects.create(code=f"{place.pk}{number:03d}", name=called, level=Place.Level.GRID, parent=place)
    record(GridMade(matter_id=None, code=grid.pk, name=called, village_name=place.name), by=by)
    return grid


@transaction.atomic
def rename_grid(code: str, *, name: str, by: Person) -> Place:
    """Call a grid something else; its code, and all that hangs on it, stays.

    A grid of a village that `by` does not run does not exist for them. Refuses a name that the village already uses.
    """
    declare_reader(by)
    grid = Place.objects.get(pk=code, level=Place.Level.GRID, parent__in=villages_run_by(by))
    village = villages_run_by(by).select_for_update().get(pk=grid.parent_id)
    called = _clean_name(name, Place.objects.filter(parent=village).exclude(pk=grid.pk))
    record(GridRenamed(matter_id=None, code=grid.pk, name=called, old_name=grid.name), by=by)
    grid.name = called
    grid.save(update_fields=["name"])
    return grid
