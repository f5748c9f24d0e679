"""The doors that are open after a mediation: the one the law puts next, confirmation, arbitration, court, legal aid."""

from dataclasses import dataclass
from datetime import date

from concord.apps.disputes.models import Settlement
from concord.core.matters.models import Matter
from concord.core.people.models import Organisation
from concord.engines.law.limits import find
from concord.engines.law.routing import Route, route


@dataclass(frozen=True, slots=True)
class Door:
    """One door: its name, whether it is open now, what to do there, and the articles."""

    id: str
    name: str
    open: bool
    what: str
    articles: list[str]


def court_over(matter: Matter) -> str:
    """The court of the matter's place, as far as the platform knows one."""
    above = [matter.place_id[:length] for length in range(2, len(matter.place_id) + 1)]
    courts = Organisation.objects.filter(kind=Organisation.Kind.COURT, place_id__in=above)
    nearest = max(courts, key=lambda court: len(court.place_id), default=None)
    return nearest.name if nearest else "有管辖权的人民法院"


def _next(ways: Route) -> Door:
    reason = ways.reason or "调解不成的，当事人可以依法另行主张权利。"
    return Door("next", f"先走：{ways.next_if_fails}", True, reason, list(ways.articles))


def _confirmation(settlement: Settlement | None, today: date) -> Door:
    article = [find("civ.confirm_apply", today).article]
    if settlement is None or settlement.confirm_by is None:
        return Door("confirmation", "司法确认", False, "没有生效的调解协议，不能申请司法确认。", article)
    if today > settlement.confirm_by:
        what = f"申请期限已于{settlement.confirm_by}届满；对协议的履行或者内容有争议的，可以起诉。"
        return Door("confirmation", "司法确认", False, what, [*article, "人民调解法第32条"])
    what = f"各方可以在{settlement.confirm_by}前共同申请；确认后一方不履行的，可以申请强制执行。"
    return Door("confirmation", "司法确认", True, what, article)


def _arbitration(ways: Route) -> Door:
    if "arbitration" in ways.channels:
        what = f"{ways.reason}本材料可以随仲裁申请书提交。"
        return Door("arbitration", "仲裁", True, what, list(ways.articles))
    what = "只有各方订有书面仲裁协议的，才可以向约定的仲裁委员会申请。"
    return Door("arbitration", "仲裁", False, what, ["仲裁法关于仲裁协议的规定"])


def _court(ways: Route, court: str, today: date) -> Door:
    review = find("civ.filing_review", today)
    first = "须先经上述程序；不服的，" if "arbitration_first" in ways.flags or "title_admin_first" in ways.flags else ""
    what = f"{first}可以向{court}起诉；法院收到齐备的起诉材料后{review.n}日内决定是否立案。管辖以法院审查为准。"
    return Door("court", "起诉", not first, what, [review.article])


def next_doors(matter: Matter, settlement: Settlement | None, today: date) -> list[Door]:
    """Where the parties of a matter can go from here, the door that the law puts next first.

    `settlement` is the one in force, if there is one; the route law is that of the matter's item.
    """
    ways = route(matter.topic)
    aid = Door("aid", "法律援助", True, "符合条件的可以申请免费的法律援助，电话12348。", ["法律援助法第31条"])
    return [
        _next(ways), _confirmation(settlement, today), _arbitration(ways), _court(ways, court_over(matter), today), aid,
    ]  # fmt: skip
