"""Pages by key: a list's next page begins where the last one ended, and its cost does not grow with the depth.

The mark of a page (`cursor`) is signed and belongs to one list: it is no place to try keys, and a changed one is
refused with 422.
"""

from collections.abc import Callable
from typing import Generic, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from ninja import Field, Schema

from concord.core.agenda.selectors.marks import Mark
from concord.core.api.shapes import Text, wrong

T = TypeVar("T")
M = TypeVar("M", bound=Model)
MOST = 100


class Page(Schema, Generic[T]):
    """One page of a list; `next` is the `cursor` of the page after it, null on the last."""

    items: list[T]
    next: str | None


class PageAsked(Schema):
    """Which page of a list, and how much of it."""

    cursor: Text = Field("", max_length=200, description="`next` of the page before; leave it out for the first page.")
    size: int = Field(30, ge=1, le=MOST)

    def key(self, of: str) -> int | None:
        """The key at which the page begins, None for the first; refuses a changed mark, and one of another list."""
        return None if (told := self._told(of)) is None else int(told)

    def mark(self, of: str) -> Mark | None:
        """The same for a list in the order in which things are due."""
        return None if (told := self._told(of)) is None else Mark.read(told)

    def _told(self, of: str) -> str | None:
        if not self.cursor:
            return None
        try:
            return str(signing.loads(self.cursor, salt=f"cursor:{of}"))
        except signing.BadSignature:
            told = _("This page mark is not one that was given for this list. Take `next` of the page before as it is.")
            raise wrong("query", "cursor", told) from None


def cursor_at(key: int | Mark | None, of: str) -> str | None:
    """The mark of the page that follows `key`; None where no page follows."""
    return None if key is None else signing.dumps(str(key), salt=f"cursor:{of}")


def page_of(
    found: QuerySet[M], asked: PageAsked, shown: Callable[[M], T], *, of: str, newest_first: bool = True
) -> Page[T]:
    """One page of `found`, ordered by primary key."""
    key = asked.key(of)
    if key is not None:
        found = found.filter(pk__lt=key) if newest_first else found.filter(pk__gt=key)
    rows = list(found.order_by("-pk" if newest_first else "pk")[: asked.size + 1])
    more = rows[asked.size - 1].pk if len(rows) > asked.size else None
    return Page(items=[shown(row) for row in rows[: asked.size]], next=cursor_at(more, of))
