"""Which function answers which group of worked examples."""

import re
from collections.abc import Callable, Mapping
from functools import partial

from concord.engines.law.routing import known_flags, route
from concord.engines.law.worked.fee_answers import FEES
from concord.engines.law.worked.given import Given
from concord.engines.law.worked.time_answers import STEPS, answer_small_claim, answer_time

Answer = Callable[[Given], object]

GROUPS = {
    "FEE-PROPERTY": "fee_property",
    "FEE-DIVORCE": "fee_divorce",
    "FEE-PERSONALITY": "fee_personality",
    "FEE-IP": "fee_ip",
    "FEE-FIXED": "fee_fixed",
    "FEE-PRESERVATION": "fee_preservation",
    "FEE-ENFORCEMENT": "fee_enforcement",
    "FEE-PAYMENT-ORDER": "fee_payment_order",
    "FEE-BANKRUPTCY": "fee_bankruptcy",
    "FEE-HALVE": "fee_halve",
    "FEE-APPEAL": "fee_appeal",
    "FEE-MIXED": "fee_mixed",
    "FEE-CONVERT": "fee_topup",
    "FEE-RELIEF": "fee_relief",
    "TIME-RULES": "deadline",
    "TIME-FILING": "due_filing",
    "TIME-SERVE-ANSWER": "due_answer",
    "TIME-TRIAL": "due_trial",
    "TIME-APPEAL": "due_appeal",
    "TIME-SMALLCLAIM": "small_claim",
    "TIME-CONFIRM": "due_confirmation",
    "TIME-MEDIATION": "due_mediation",
    "TIME-PRESERVE": "due_preservation",
    "TIME-NOTICE": "due_announcement",
    "TIME-ENFORCE": "due_enforcement",
    "TIME-OBJECT": "due_objection",
    "TIME-PETITION": "due_petition",
    "TIME-ADMINREVIEW": "due_review",
    "TIME-LABOUR": "due_labour",
    "TIME-12345": "due_hotline",
    "TIME-PROTECT": "due_protection",
    "TIME-ADMINENF": "due_admin_enforcement",
    "TIME-LEGALAID": "due_legal_aid",
    "TAX-ROUTE": "route",
}


def _route(given: Given) -> object:
    """The doors of an item, with every flag of the taxonomy as yes or no."""
    doors = route(given.need_text("item"), given.as_of)
    return {
        **{flag: flag in doors.flags for flag in known_flags()},
        "civil_mediation": doors.civil_mediation,
        "commercial_mediation": doors.commercial_mediation,
        "safety_check": doors.safety_check,
        "first": doors.first_en,
        "next_if_fails": doors.next_if_fails_en,
        "channels": list(doors.channels),
        "articles": list(doors.articles),
        "flags": list(doors.flags),
        "reason": doors.reason,
    }


ANSWERS: Mapping[str, Answer] = {
    **FEES,
    **{function: partial(answer_time, function) for function in STEPS},
    "small_claim": answer_small_claim,
    "route": _route,
}


def answer_for(group_id: str, function: str) -> Answer | None:
    """What answers a group: by its id, else by the first known name in its `function`; None if unknown."""
    if group_id in GROUPS:
        return ANSWERS[GROUPS[group_id]]
    names = re.findall(r"[a-z][a-z0-9_]*", re.sub(r"\([^)]*\)", "", function))
    return next((ANSWERS[name] for name in names if name in ANSWERS), None)
