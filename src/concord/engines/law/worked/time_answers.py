"""Answers to worked examples on periods: a plain count where the case gives one, else a named limit."""

from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime

from concord.engines.law.inputs import day
from concord.engines.law.limits import due, due_hour, find
from concord.engines.law.periods import Due, deadline, hours_after, timely
from concord.engines.law.procedure import announcement_allowed, late_application, small_claim
from concord.engines.law.reckoning import CannotReckonError
from concord.engines.law.worked.given import Given

KINDS = ("kind", "stage", "step", "doc")


@dataclass(frozen=True, slots=True)
class Steps:
    """Where a function's kinds are found among the limits.

    `prefixes` are tried in turn before the kind that a case names; without a kind the key of the starting day
    chooses (`by_start`), else `usual`. `abroad` is the limit for parties without domicile in China; `profiles`
    are the regions whose limits are known, where they differ by region.
    """

    prefixes: tuple[str, ...]
    usual: str = ""
    by_start: tuple[tuple[str, str], ...] = ()
    abroad: str = ""
    kinds: tuple[str, ...] = KINDS
    profiles: tuple[str, ...] = ()


STEPS: dict[str, Steps] = {
    "deadline": Steps(("",)),
    "due_filing": Steps(("civ.",), "filing_review", (("corrected", "filing_review"), ("received", "filing_review"))),
    "due_service": Steps(("civ.", "civ.serve_"), "serve_complaint", (("answer_received", "serve_answer"),)),
    "due_answer": Steps(("civ.", "civ.serve_"), "answer", (("filed", "serve_complaint"),), "civ.answer_foreign"),
    "due_trial": Steps(
        ("civ.trial_", "civ."), "trial_ordinary", (("filed", "trial_ordinary"),), kinds=("procedure", *KINDS)
    ),
    "due_appeal": Steps(
        ("civ.appeal_", "civ."), "appeal_judgment", (("served", "appeal_judgment"),), "civ.appeal_foreign"
    ),
    "due_confirmation": Steps(("civ.",), "confirm_apply", (("effective", "confirm_apply"),)),
    "due_mediation": Steps(("med.",)),
    "due_preservation": Steps(("civ.preserve_", "civ.")),
    "due_announcement": Steps(("civ.",), "announce", (("issued", "announce"),), "civ.announce_foreign"),
    "due_enforcement": Steps(
        ("civ.enforce_", "civ.", "enf."), "enforce_apply", (("last_instalment_due", "enforce_apply"),)
    ),
    "due_objection": Steps(("civ.objection_", "civ.", "enf.")),
    "due_petition": Steps(("pet.",)),
    "due_review": Steps(("adm.",)),
    "due_labour": Steps(("lab.", "med.")),
    "due_hotline": Steps(("hot.",), profiles=("guangdong", "广东")),
    "due_protection": Steps(("med.protect_", "med.")),
    "due_admin_enforcement": Steps(("adm.court_", "adm.")),
    "due_legal_aid": Steps(("med.legal_aid_", "med."), "legal_aid"),
}


def answer_time(function: str, given: Given) -> object:
    """The answer of a period function to a case."""
    if "n" in given and "unit" in given:
        return _count(given)
    if given.first("posted_at", "received_at") and "due" in given:
        posted, received = given.text("posted_at"), given.text("received_at")
        return {"timely": timely(given.need_text("due"), posted=posted, received=received, as_of=given.as_of).result}
    if function == "due_announcement" and "procedure" in given:
        allowed = announcement_allowed(given.need_text("procedure"), as_of=given.as_of).result
        if not allowed or not given.first("issued", "start"):
            return {"allowed": allowed}
    if function == "due_enforcement" and given.text("kind") == "late_application":
        late = late_application(as_of=given.as_of).result
        return {"accept": late.accept, "refuse_only_if": late.refuse_only_if}
    return _limit(STEPS[function], given)


def answer_small_claim(given: Given) -> object:
    """Which procedure a small claim takes."""
    excluded = "excluded" in given and given.values["excluded"] not in (False, [], "")
    amount, wage = given.need_money("amount"), given.need_money("avg_wage")
    both = given.flag("both_agree")
    return small_claim(amount, wage, excluded=excluded, both_agree=both, as_of=given.as_of).result


def _count(given: Given) -> object:
    start, n, unit = given.start("start"), given.whole("n"), given.need_text("unit")
    if unit == "hour":
        return _hour(hours_after(start, n, as_of=given.as_of).result)
    counted = deadline(
        start,
        n,
        unit,
        roll=given.flag("roll", default=True),
        excluded_days=given.excluded_days(),
        as_of=given.as_of,
    )
    return _dates(counted.result)


def _limit(steps: Steps, given: Given) -> object:
    name = _name(steps, given)
    starts = tuple(key for key, _ in steps.by_start)
    start = _last_instalment(given) or given.start(*starts, "start", "accepted_at", "received", "served")
    if find(name, given.as_of).unit == "hour":
        return _hour(due_hour(name, start, as_of=given.as_of).result)
    counted = due(
        name,
        start,
        extensions=_extensions(given),
        excluded_days=given.excluded_days(),
        as_of=given.as_of,
    )
    return _dates(counted.result)


def _name(steps: Steps, given: Given) -> str:
    """The limit a case means: by its kind, by living abroad, by what its starting day is called, or the usual."""
    profile = given.text("profile")
    if steps.profiles and profile is not None and profile not in steps.profiles:
        raise CannotReckonError(f"没有载入“{profile}”的期限(有{'、'.join(steps.profiles)})。")
    if steps.abroad and (given.flag("foreign") or not given.flag("domicile_in_prc", default=True)):
        return steps.abroad
    if (kind := given.text(*steps.kinds)) is not None:
        return _called(steps, f"summary_{kind}" if given.flag("summary") else kind, given)
    step = next((step for key, step in steps.by_start if key in given), steps.usual)
    if not step:
        raise CannotReckonError("缺少kind或stage,不知道是哪一种期限。")
    return _called(steps, step, given)


def _called(steps: Steps, kind: str, given: Given) -> str:
    """The full name of the limit called `kind` under the first prefix that knows it."""
    names = [kind] if "." in kind else [prefix + kind for prefix in steps.prefixes]
    return next((name for name in names if _known(name, given.as_of)), names[0])


def _known(name: str, as_of: date) -> bool:
    with suppress(CannotReckonError):
        find(name, as_of)
        return True
    return False


def _extensions(given: Given) -> int:
    """How many extensions: a number, yes for one, or a list of them."""
    value = given.values.get("extensions", given.values.get("extended"))
    if isinstance(value, bool):
        return int(value)
    return given.count("extensions")


def _last_instalment(given: Given) -> str | None:
    """The last of the instalments' days, if the case lists them."""
    listed = given.values.get("instalments")
    if not isinstance(listed, list) or not all(isinstance(entry, str) for entry in listed) or not listed:
        return None
    return max(day(entry) for entry in listed if isinstance(entry, str)).isoformat()


def _dates(ends: Due) -> object:
    return {"due_raw": ends.raw.isoformat(), "due": ends.due.isoformat()}


def _hour(end: datetime) -> str:
    return end.isoformat(timespec="minutes")
