"""Publish the figures of a period, and correct them: the old and the new stay."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.grassroots.evaluation.access import sheets_published_by, units_published_by
from concord.apps.grassroots.evaluation.facts import FiguresCorrected, FiguresPublished
from concord.apps.grassroots.evaluation.formula import Formula, load
from concord.apps.grassroots.evaluation.models import FormulaVersion, Objection, Sheet
from concord.apps.grassroots.evaluation.periods import Period, code_of, period
from concord.apps.grassroots.evaluation.services.reckoning import keep, reckon, weight_of
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader, declare_system
from concord.core.people.access import require
from concord.core.people.models import Organisation, Person
from concord.core.refusals import Refusal
from concord.engines.law.calendar import presumed_rest_day, working_day_after


@transaction.atomic
def publish_figures(code: str, over: str, *, by: Person, today: date) -> list[Sheet]:
    """Reckon and publish the figures of a month or quarter for all bodies of one's place; returns the sheets.

    Refuses a period that is not over, a formula that is not in force then, and what is published already.
    """
    require(by, "publish_evaluation")
    span = period(over)
    if span is None or span.last >= today:
        raise Refusal(_("Choose a month or a quarter that is over."), field="period")
    version, formula = _in_force(code, span)
    units = _waiting(formula, span, by)
    if not units:
        raise Refusal(_("These figures are published already. Correct a sheet where it is wrong."), field="period")
    declare_system()
    until = working_day_after(today, formula.objection_days, presumed_rest_day)
    given = [
        (
            Sheet(
                formula=version, unit_id=unit, person_id=person, first=span.first, last=span.last, total=one.total,
                weight=weight_of(formula, one), published_by=by, objection_until=until,
            ),
            one,
        )
        for (unit, person), one in reckon(formula, units, span).items()
    ]  # fmt: skip
    keep(given)
    declare_reader(by)
    told = FiguresPublished(
        matter_id=None, formula=formula.name, version=version.version, first=span.first.isoformat(),
        last=span.last.isoformat(), sheets=len(given),
    )  # fmt: skip
    record(told, by=by)
    return [sheet for sheet, _one in given]


def _in_force(code: str, span: Period) -> tuple[FormulaVersion, Formula]:
    for version in FormulaVersion.objects.filter(code=code).order_by("-version"):
        formula = load(version.source)
        if formula.in_force.holds(span.first, span.last):
            return version, formula
    raise Refusal(_("No version of this formula is in force in that period."), field="formula")


def _waiting(formula: Formula, span: Period, by: Person) -> list[int]:
    """The bodies of the place that have no sheet yet; locked, so that two who publish do not publish twice."""
    done = Sheet.objects.filter(formula__code=formula.code, first=span.first, last=span.last).values("unit")
    bodies = Organisation.objects.filter(pk__in=units_published_by(by).values("pk"), kind__in=formula.kinds)
    return list(bodies.exclude(pk__in=done).select_for_update().order_by("pk").values_list("pk", flat=True))


@transaction.atomic
def correct_figures(pk: int, *, why: str, by: Person, today: date) -> Sheet:
    """Reckon a sheet anew from what is on record now; the new sheet names the old one and says why.

    Refuses empty words, a sheet that was corrected before, and a correction that would change nothing.
    """
    sheet = sheets_published_by(by).select_for_update(of=("self",)).get(pk=pk)
    return corrected(sheet, why=why, by=by, today=today)


def corrected(sheet: Sheet, *, why: str, by: Person, today: date) -> Sheet:
    """A new sheet in place of this one, which stays; without the matters of objections that were upheld."""
    if not why.strip():
        raise Refusal(_("Write why it is corrected."), field="why")
    if Sheet.objects.filter(corrects=sheet).exists():
        raise Refusal(_("This sheet was corrected before; correct the newest one."))
    declare_system()
    formula, over = load(sheet.formula.source), period(code_of(sheet.first, sheet.last))
    assert over is not None
    found = reckon(formula, [sheet.unit_id], over, without=left_out_of(sheet))
    one = found.get((sheet.unit_id, sheet.person_id))
    if one is None or one.same_as(sheet):
        raise Refusal(_("Reckoned again, the figures are the same; there is nothing to correct."), field="why")
    made = Sheet(
        formula=sheet.formula, unit=sheet.unit, person=sheet.person, first=sheet.first, last=sheet.last,
        total=one.total, weight=weight_of(formula, one), published_by=by, corrects=sheet, why=why.strip()[:1000],
        objection_until=working_day_after(today, formula.objection_days, presumed_rest_day),
    )  # fmt: skip
    keep([(made, one)])
    declare_reader(by)
    told = FiguresCorrected(
        matter_id=None, sheet_id=made.pk, corrects_id=sheet.pk, unit_name=sheet.unit.name,
        first=sheet.first.isoformat(), why=made.why,
    )  # fmt: skip
    record(told, by=by)
    return made


def left_out_of(sheet: Sheet) -> dict[str, set[int]]:
    """The matters that upheld objections took out of each part of this sheet and of those it corrects."""
    upheld = Objection.objects.filter(
        upheld=True, figure__sheet__formula=sheet.formula_id, figure__sheet__unit=sheet.unit_id,
        figure__sheet__person=sheet.person_id, figure__sheet__first=sheet.first, figure__sheet__last=sheet.last,
    )  # fmt: skip
    found: dict[str, set[int]] = {}
    for part, matters in upheld.values_list("figure__part", "matters"):
        found.setdefault(part, set()).update(matters)
    return found
