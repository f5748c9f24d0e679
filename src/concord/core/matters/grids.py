"""Grids: the sixth level of the tree, cut out of a village by the county itself (K1)."""

from dataclasses import dataclass
from typing import ClassVar

from django.db import transaction
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


@transaction.atomic
def make_grid(village: str, *, name: str, by: Person) -> Place:
    """Make a grid in the village with this code; it gets the next three digits.

    A village that `by` does not run does not exist for them. Refuses a name that the village already uses, and the
    thousandth grid.
    """
    declare_reader(by)
    place = villages_run_by(by).select_for_update().get(pk=village)
    grids = Place.objects.filter(parent=place)
    called = name.strip()
    if not called or len(called) > 80:
        raise Refusal(_("Give the grid a name of up to 80 characters."), field="name")
    if grids.filter(name=called).exists():
        raise Refusal(_("This village already has a grid with this name."), field="name")
    last = grids.order_by("-code").values_list("code", flat=True).first()
    number = int(last[-3:]) + 1 if last else 1
    if number > MOST_GRIDS:
        raise Refusal(_("This village already has 999 grids."))
    grid = Place.objects.create(code=f"{place.pk}{number:03d}", name=called, level=Place.Level.GRID, parent=place)
    record(GridMade(matter_id=None, code=grid.pk, name=called, village_name=place.name), by=by)
    return grid
