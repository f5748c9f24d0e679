"""Rules of procedure beside fees and periods: small claims, announcements, late applications for enforcement."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache

from concord.engines.law.inputs import Money, yuan
from concord.engines.law.reckoning import Edition, Reckoning
from concord.engines.law.tables import in_force, rows


@dataclass(frozen=True, slots=True)
class Published:
    """A province's thresholds of one year, as its high court published them, and the wage they stand on."""

    province: str
    year: int
    wage: Decimal
    mandatory: Decimal
    agreed: Decimal
    source: str


@dataclass(frozen=True, slots=True)
class SmallClaims:
    """Shares of the average yearly wage up to which small-claims procedure is mandatory, or may be agreed."""

    article: str
    excluded_article: str
    mandatory: Decimal
    agreed: Decimal
    published: tuple[Published, ...]


@dataclass(frozen=True, slots=True)
class NoAnnouncement:
    """Procedures that exclude service by announcement."""

    article: str
    procedures: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class LateApplication:
    """What happens to an application for enforcement made after its period."""

    article: str
    accept: bool
    refuse_only_if: str
    zh: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure(Edition):
    """One edition of these rules."""

    small_claims: SmallClaims
    no_announcement: NoAnnouncement
    late_application: LateApplication


@cache
def _editions() -> tuple[Procedure, ...]:
    return rows("procedure.yaml", Procedure)


def _rules(as_of: date) -> Procedure:
    return in_force(_editions(), as_of, "民事程序规则")


def small_claim(
    amount: Money, avg_wage: Money, *, excluded: bool = False, both_agree: bool = False, as_of: date
) -> Reckoning[str]:
    """Whether small-claims procedure applies: mandatory, by_agreement, simplified_or_ordinary or not_applicable.

    `avg_wage` is the province's last published average yearly wage; `excluded` says that the case is of a kind the
    law leaves out (status, title, foreign element, appraisal, missing party, counterclaim).
    """
    rules = _rules(as_of)
    law, claim = rules.small_claims, yuan(amount)
    least, most, source = _thresholds(law, yuan(avg_wage, "平均工资"))
    if excluded:
        step = "属于不适用小额诉讼程序的案件。"
        return Reckoning("not_applicable", rules.edition, (law.excluded_article,), (step,))
    steps = [f"强制适用的上限{least}元,约定适用的上限{most}元({source})。"]
    if claim <= least:
        verdict = "mandatory"
        steps.append(f"{claim}元不超过{least}元,适用小额诉讼程序,一审终审。")
    elif claim <= most and both_agree:
        verdict = "by_agreement"
        steps.append(f"{claim}元不超过{most}元且双方约定,可以适用小额诉讼程序。")
    else:
        verdict = "simplified_or_ordinary"
        steps.append(f"{claim}元超过上限或者双方没有约定,适用简易程序或者普通程序。")
    return Reckoning(verdict, rules.edition, (law.article,), tuple(steps))


def _thresholds(law: SmallClaims, wage: Decimal) -> tuple[Decimal, Decimal, str]:
    for entry in law.published:
        if entry.wage == wage:
            return entry.mandatory, entry.agreed, entry.source
    return wage * law.mandatory, wage * law.agreed, f"按年平均工资{wage}元计算"


def announcement_allowed(procedure: str, *, as_of: date) -> Reckoning[bool]:
    """Whether papers may be served by announcement in a `procedure`; not in simplified procedure."""
    rules = _rules(as_of)
    allowed = procedure not in rules.no_announcement.procedures
    step = "该程序可以公告送达。" if allowed else "简易程序不适用公告送达。"
    return Reckoning(allowed, rules.edition, (rules.no_announcement.article,), (step,))


def late_application(*, as_of: date) -> Reckoning[LateApplication]:
    """What happens to an application for enforcement made after its period: accepted, the debtor may object."""
    rules = _rules(as_of)
    late = rules.late_application
    return Reckoning(late, rules.edition, (late.article,), (late.zh,))
