"""Publish indicators and the index: each change is a new version, checked before, and on record."""

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.insight.figures.definitions import Body, Indicator, index_of, indicator_of, shipped
from concord.apps.insight.figures.facts import IndexPublished, IndicatorEnded, IndicatorPublished
from concord.apps.insight.figures.models import Definition
from concord.apps.insight.figures.selectors.definitions import indicators, newest, the_index
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.refusals import Refusal

INDICATOR, INDEX = Definition.Sort.INDICATOR, Definition.Sort.INDEX


def _next(sort: str, code: str) -> int:
    """The number of the next version; who publishes the same at the same time waits, and then finds another."""
    kept = Definition.objects.select_for_update().filter(sort=sort, code=code).order_by("-version").first()
    return kept.version + 1 if kept else 1


def _refuse_if_part(code: str, changed: Indicator | None) -> None:
    """The index must stand after the change as it did before."""
    index, known = the_index(indicators()), indicators()
    known.pop(code, None)
    if changed is not None:
        known[code] = changed
    if index is not None and any(part.indicator == code for part in index.parts):
        index_of(index.body, known)


@transaction.atomic
def publish_indicator(body: Body, *, by: Person) -> Definition:
    """Publish an indicator, or the next version of one; it is on the pages at once.

    Refuses what makes no sense, what says nothing new, and what would break the governance index.
    """
    require(by, "define_figures")
    declare_reader(by)
    told = indicator_of(body)
    kept = newest(INDICATOR, told.code)
    if kept and not kept[0].ended and kept[0].body == told.body:
        raise Refusal(_("Nothing changed."))
    _refuse_if_part(told.code, told)
    version = _next(INDICATOR, told.code)
    made = Definition.objects.create(sort=INDICATOR, code=told.code, version=version, body=told.body, by=by)
    record(IndicatorPublished(matter_id=None, code=told.code, name=told.zh, version=version), by=by)
    return made


@transaction.atomic
def end_indicator(code: str, *, by: Person) -> None:
    """Take an indicator off the pages; its versions stay. Refuses one that the governance index is made of."""
    require(by, "define_figures")
    declare_reader(by)
    told = indicators().get(code)
    if told is None:
        raise Definition.DoesNotExist
    index = the_index(indicators())
    if index is not None and any(part.indicator == code for part in index.parts):
        raise Refusal(_("The governance index is made of it: change the index first."))
    version = _next(INDICATOR, code)
    Definition.objects.create(sort=INDICATOR, code=code, version=version, body=told.body, ended=True, by=by)
    record(IndicatorEnded(matter_id=None, code=code, name=told.zh), by=by)


@transaction.atomic
def publish_index(body: Body, *, by: Person) -> Definition:
    """Publish the next version of the governance index; refuses unknown parts and weights that do not make 100."""
    require(by, "define_figures")
    declare_reader(by)
    told = index_of(body, indicators())
    version = _next(INDEX, told.code)
    made = Definition.objects.create(sort=INDEX, code=told.code, version=version, body=told.body, by=by)
    record(IndexPublished(matter_id=None, version=version), by=by)
    return made


def publish_shipped_figures() -> int:
    """Publish what ships and was never published; what officials changed stays so. Returns how many ship."""
    there = set(Definition.objects.values_list("sort", "code"))
    told = shipped("indicators")
    for body in told:
        indicator = indicator_of(body)
        if (INDICATOR, indicator.code) not in there:
            Definition.objects.create(sort=INDICATOR, code=indicator.code, version=1, body=indicator.body)
    if not any(sort == INDEX for sort, _code in there):
        for body in shipped("index"):
            index = index_of(body, indicators())
            Definition.objects.create(sort=INDEX, code=index.code, version=1, body=index.body)
    return len(told) + 1
