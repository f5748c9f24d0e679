"""What a body's figure would have been under each of two versions of its formula: reckoned, and not kept."""

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.grassroots.evaluation.compared import Side
from concord.apps.grassroots.evaluation.formula import load
from concord.apps.grassroots.evaluation.formulae import versions
from concord.apps.grassroots.evaluation.models import FormulaVersion, Sheet
from concord.apps.grassroots.evaluation.periods import code_of, period
from concord.apps.grassroots.evaluation.services.publishing import left_out_of
from concord.apps.grassroots.evaluation.services.reckoning import Reckoned, reckon
from concord.core.matters.access import declare_reader, declare_system
from concord.core.people.models import Person
from concord.core.refusals import Refusal


@transaction.atomic
def tried(sheet: Sheet, one: int | None, other: int | None, *, by: Person) -> tuple[Side, Side]:
    """A sheet, which `by` was found to see, reckoned anew by two versions of its formula.

    From what is on record now, without what upheld objections took out; by the newest version and the one before it
    where none is named. Refuses a version that was not published.
    """
    known = [kept.version for kept in versions(sheet.formula.code)]
    other = other or known[0]
    one = one or next((version for version in known if version < other), other)
    declare_system()
    sides = _side(sheet, one), _side(sheet, other)
    declare_reader(by)
    return sides


def _side(sheet: Sheet, version: int) -> Side:
    kept = FormulaVersion.objects.filter(code=sheet.formula.code, version=version).first()
    if kept is None:
        raise Refusal(_("There is no such version of this formula."), field="version")
    formula, over = load(kept.source), period(code_of(sheet.first, sheet.last))
    assert over is not None
    whom = (sheet.unit_id, sheet.person_id)
    found = reckon(formula, [sheet.unit_id], over, without=left_out_of(sheet)).get(whom, Reckoned())
    name = _("Version %(number)s") % {"number": version}
    return Side(name, formula, {figure.part: figure for figure in found.figures})
