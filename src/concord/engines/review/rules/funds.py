"""PAY: payment that waits for what a third party pays."""

from collections.abc import Iterator

from concord.engines.review.case import Case
from concord.engines.review.concepts import combined
from concord.engines.review.facts.nature import Nature
from concord.engines.review.registry import Hit, hits, rule


@rule("PAY-09")
def pay_when_paid(case: Case) -> Iterator[Hit]:
    """Payment does not wait for what a third party pays; who is a party here is no third party."""
    property_owner = {"业主"} if case.nature is Nature.PROPERTY else set()
    parties = frozenset({party.role for party in case.parties} | property_owner)
    yield from hits(combined(case, "PAY-09", but=parties))
