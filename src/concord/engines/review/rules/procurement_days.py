"""DAT: signed, filed and published in time after an award."""

from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.registry import Hit, rule


@rule("DAT-05")
def soon_signed(case: Case) -> Iterator[Hit]:
    """What is awarded is signed within thirty days."""
    tender, signed = case.context.tender, case.signed_on
    if tender and tender.awarded_on and signed and (signed - tender.awarded_on).days > 30:
        written = case.signature.signed_on
        yield Hit(written.at if written else None, {"days": str((signed - tender.awarded_on).days)})


@rule("DAT-06")
def filed(case: Case) -> Iterator[Hit]:
    """A procurement contract is filed within seven working days and published within two."""
    filing = case.context.filing
    if filing and filing.filed_after is not None and filing.filed_after > 7:
        yield Hit(None, {"what": f"签订后第{filing.filed_after}个工作日才备案"})
    if filing and filing.published_after is not None and filing.published_after > 2:
        yield Hit(None, {"what": f"签订后第{filing.published_after}个工作日才公告"})
