"""A version held against something else: the model form, the award, another version, the signed copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from concord.apps.contracts.models import Award, Contract, Copy, Version
from concord.apps.contracts.reading import read_now
from concord.apps.contracts.services.drafting import form_of, known_fields
from concord.apps.contracts.services.known import context_of
from concord.apps.contracts.stored import document_of
from concord.core.papers import store
from concord.engines.review.case import Case
from concord.engines.review.comparing import ClauseCompared, Difference, compared
from concord.engines.review.document import Document
from concord.engines.review.facts.parties import Side, plain
from concord.engines.review.modelform import draft
from concord.engines.review.reading.read import read
from concord.engines.review.refused import Refused
from concord.engines.review.writing.new import new_docx

FORM, AWARD, SIGNED = "form", "award", "signed"


@dataclass(frozen=True, slots=True)
class Compared:
    """The clauses of two texts side by side; `trouble` says why they could not be compared."""

    before: str
    after: str
    clauses: tuple[ClauseCompared, ...] = ()
    trouble: str = ""

    @property
    def differing(self) -> list[ClauseCompared]:
        """The clauses that differ."""
        return [one for one in self.clauses if one.difference is not Difference.SAME]


@dataclass(frozen=True, slots=True)
class AwardRow:
    """One thing that was awarded, what the text says of it, and whether they agree (None: look yourself)."""

    what: str
    awarded: str
    said: str
    agrees: bool | None


def with_form(version: Version) -> Compared | None:
    """The text against the model form that it was drafted from, or that its kind has; None where there is no form."""
    contract = version.contract
    form = form_of(contract)
    if form is None:
        return None
    fields = contract.form_fields or known_fields(contract)
    words = {str(name): str(value) for name, value in fields.items()}
    return Compared(form.title, _called(version), compared(read(new_docx(draft(form, words))), document_of(version)))


def with_version(version: Version, other: Version) -> Compared:
    """The text against another version of it."""
    return Compared(_called(other), _called(version), compared(document_of(other), document_of(version)))


def with_signed(copy: Copy) -> Compared:
    """The signed copy against the approved version."""
    names = _called(copy.version), _("signed copy")
    try:
        document = read_now(store.get(copy.paper.sha256), copy.paper.filename)
    except Refused:
        document = None
    if document is None:
        return Compared(*names, trouble=_("The signed copy is a picture or an old file; compare it by eye."))
    return Compared(*names, compared(document_of(copy.version), document))


def _called(version: Version) -> str:
    return _("version %(number)s") % {"number": version.number}


def with_award(version: Version) -> list[AwardRow] | None:
    """What was tendered and awarded beside what the text says; None where nothing was entered."""
    award = Award.objects.filter(contract=version.contract_id).first()
    if award is None:
        return None
    return list(_rows(award, document_of(version), version.contract))


def _rows(award: Award, document: Document, contract: Contract) -> Iterator[AwardRow]:
    case = Case(document, context_of(contract))
    second = case.party(Side.SECOND)
    name = second.name if second else ""
    if award.winner:
        yield AwardRow(_("Winner"), award.winner, name, plain(name) == plain(award.winner))
    if award.price is not None:
        yield AwardRow(_("Price"), _money(award.price), _money(case.total), _no_more(case.total, award.price))
    if award.budget is not None:
        yield AwardRow(_("Budget"), _money(award.budget), _money(case.total), _no_more(case.total, award.budget))
    for what, words in _words(award):
        found = plain(words) in plain(case.words)
        yield AwardRow(what, words, words if found else "", found)


def _words(award: Award) -> Iterator[tuple[str, str]]:
    """What has to stand in the text in the very words."""
    if award.number:
        yield _("Procurement number"), award.number
    if award.days is not None:
        yield _("Days to perform"), f"{award.days}日"
    if award.payment_days is not None:
        yield _("Days to pay"), f"{award.payment_days}日"
    if award.quality:
        yield _("Quality"), award.quality
    for person in award.team:
        yield _("Team"), person


def _money(value: Decimal | None) -> str:
    return "" if value is None else f"{value:,.2f}"


def _no_more(said: Decimal | None, bound: Decimal) -> bool | None:
    return None if said is None else said <= bound
