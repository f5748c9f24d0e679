"""Small claims, announcements, late applications."""

from datetime import date

import pytest

from concord.engines.law.procedure import announcement_allowed, late_application, small_claim

AS_OF = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("amount", "wage", "facts", "verdict"),
    [
        (54323, 108645, {}, "mandatory"),  # the published threshold wins over 54,322.50
        (54324, 108645, {}, "simplified_or_ordinary"),
        (50000, 100000, {}, "mandatory"),
        (50001, 100000, {"both_agree": True}, "by_agreement"),
        (200001, 100000, {"both_agree": True}, "simplified_or_ordinary"),
        (100, 100000, {"excluded": True}, "not_applicable"),
    ],
)
def test_which_procedure_a_small_claim_takes(amount, wage, facts, verdict):
    reckoned = small_claim(amount, wage, as_of=AS_OF, **facts)
    assert reckoned.result == verdict
    assert reckoned.articles == ("民事诉讼法第166条" if facts.get("excluded") else "民事诉讼法第165条",)


@pytest.mark.parametrize(("procedure", "allowed"), [("simplified", False), ("small_claims", False), ("ordinary", True)])
def test_simplified_procedure_excludes_announcements(procedure, allowed):
    assert announcement_allowed(procedure, as_of=AS_OF).result is allowed


def test_a_late_application_is_accepted_until_the_debtor_objects():
    late = late_application(as_of=AS_OF)
    assert late.result.accept
    assert late.articles == ("民诉法解释第481条",)
