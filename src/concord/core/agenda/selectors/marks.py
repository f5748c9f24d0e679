"""Long lists in the order in which things are due: where a page ended, and what comes behind it (keyset paging)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import F, Model, Q, QuerySet

M = TypeVar("M", bound=Model)
LAST_KEY = 2**63 - 1
FORM = re.compile(r"(-|[0-9]{4}-[0-9]{2}-[0-9]{2})\.([0-9]{1,2})\.([0-9]{1,18})")


@dataclass(frozen=True, slots=True)
class Mark:
    """Where a page ended: the day (None: without a limit), the rank of the list it came from, and its key there.

    On one day the list of the lower rank comes first, and in a list the lower key.
    """

    due_on: date | None
    pk: int
    rank: int = 0

    def __str__(self) -> str:
        return f"{self.due_on or '-'}.{self.rank}.{self.pk}"

    @classmethod
    def read(cls, text: str) -> Mark | None:
        """The mark that `str` wrote; None for anything else, so that a list then begins at its beginning."""
        if not (found := FORM.fullmatch(text)):
            return None
        try:
            day = None if found[1] == "-" else date.fromisoformat(found[1])
        except ValueError:
            return None
        return cls(day, int(found[3]), int(found[2]))

    @property
    def place(self) -> tuple[bool, date, int, int]:
        """What sorts by it."""
        return (self.due_on is None, self.due_on or date.min, self.rank, self.pk)

    def passed(self, rank: int) -> int:
        """The last key of the list of this rank that is passed on the day of the mark."""
        return self.pk if rank == self.rank else LAST_KEY if rank < self.rank else 0


def fronts(rows: QuerySet[M], after: Mark | None, most: int, *, rank: int = 0) -> list[QuerySet[M]]:
    """The soonest `most` rows behind a mark in two parts, each a range of one index: with a limit, and without."""
    limited, unlimited = rows.filter(due_on__isnull=False), rows.filter(due_on=None)
    if after is not None and after.due_on is None:
        limited, unlimited = limited.none(), unlimited.filter(pk__gt=after.passed(rank))
    elif after is not None:
        passed = Q(due_on=after.due_on, pk__lte=after.passed(rank))
        limited = limited.filter(~passed, due_on__gte=after.due_on)
    return [limited.order_by("due_on", "pk")[:most], unlimited.order_by("pk")[:most]]


def soonest(rows: QuerySet[M], parts: Iterable[QuerySet[M]], most: int) -> list[M]:
    """The first `most` of the rows in `parts`, the soonest due first, those without a limit last. One statement."""
    first, *others = (part.values("pk") for part in parts)
    found = rows.filter(pk__in=first.union(*others, all=True))
    return list(found.order_by(F("due_on").asc(nulls_last=True), "pk")[:most])
