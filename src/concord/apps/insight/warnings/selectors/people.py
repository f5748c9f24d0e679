"""Those whom a warning affects: how many are settled, and who they are, page by page."""

from dataclasses import dataclass

from django.db.models import Count, Q, Sum

from concord.apps.insight.warnings.models import Affected, EarlyWarning

PAGE = 50


@dataclass(frozen=True, slots=True)
class Progress:
    """How many people are affected; of these, how many settled, declined or have not answered; the sum in yuan."""

    all: int
    settled: int
    declined: int
    waiting: int
    amount: str

    @property
    def share(self) -> str:
        """The share settled, in percent with one decimal; empty where nobody is listed."""
        return f"{100 * self.settled / self.all:.1f}" if self.all else ""


def progress_of(warning: EarlyWarning) -> Progress:
    """How far the help has come, in one statement."""
    answer = Affected.Answer
    found = warning.affected.aggregate(
        all=Count("pk"),
        settled=Count("pk", filter=Q(answer=answer.ACCEPTED)),
        declined=Count("pk", filter=Q(answer=answer.DECLINED)),
        waiting=Count("pk", filter=Q(answer=answer.WAITING)),
        amount=Sum("amount"),
    )
    return Progress(found["all"], found["settled"], found["declined"], found["waiting"], str(found["amount"] or ""))


@dataclass(frozen=True, slots=True)
class PeoplePage:
    """One page of the people affected, and the key behind which the next begins."""

    rows: list[Affected]
    next_after: int | None


def people_of(warning: EarlyWarning, answer: str = "", after: int | None = None, size: int = PAGE) -> PeoplePage:
    """One page of those affected, with one answer or all."""
    found = warning.affected.select_related("offer").order_by("pk")
    if answer:
        found = found.filter(answer=answer)
    if after is not None:
        found = found.filter(pk__gt=after)
    rows = list(found[: size + 1])
    return PeoplePage(rows[:size], rows[size - 1].pk if len(rows) > size else None)
