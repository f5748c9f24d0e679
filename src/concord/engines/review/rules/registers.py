"""SUB: what registers say of the counterparty; silent where nothing was looked up."""

from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.facts.nature import Nature
from concord.engines.review.facts.parties import Side
from concord.engines.review.registry import Hit, rule
from concord.engines.review.text import At


def _second(case: Case) -> At | None:
    party = case.party(Side.SECOND)
    return party.at if party else None


@rule("SUB-05")
def status(case: Case) -> Iterator[Hit]:
    """A company that is struck off, being wound up or not to be found concludes no contracts."""
    company = case.context.company
    if company and not company.in_business:
        yield Hit(_second(case), {"name": company.name, "status": company.status})


@rule("SUB-06")
def licences_last(case: Case) -> Iterator[Hit]:
    """Licences last until the work is done."""
    company = case.context.company
    days = [term.last.day for term in case.terms if term.last.day]
    needed = max([*days, *([case.signed_on] if case.signed_on else [])], default=None)
    for licence in company.licences if company and needed else ():
        if needed and licence.until and licence.until < needed:
            yield Hit(
                _second(case),
                {"licence": licence.name, "until": licence.until.isoformat(), "needed": needed.isoformat()},
            )


@rule("SUB-07")
def qualified(case: Case) -> Iterator[Hit]:
    """Building, supervising and designing need their qualification; building a safety licence too."""
    company = case.context.company
    if not company:
        return
    required = case.context.required_licences or (("安全生产许可证",) if case.nature is Nature.WORKS else ())
    held = [licence.name for licence in company.licences]
    if missing := [one for one in required if not any(one in name for name in held)]:
        yield Hit(_second(case), {"what": "、".join(missing)})


@rule("SUB-08")
def listed(case: Case) -> Iterator[Hit]:
    """Who stands on a list of dishonest or punished bodies is kept from public procurement."""
    company = case.context.company
    if company and company.listed:
        yield Hit(_second(case), {"name": company.name, "lists": "、".join(company.listed)})
