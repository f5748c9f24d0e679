"""The inbox by JSON: what a person was told, newest first, and what they have read (K9)."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from ninja import Query, Router, Schema

from concord.core.api.auth import signed_in
from concord.core.api.once import once
from concord.core.api.pages import Page, PageAsked, page_of
from concord.core.api.shapes import Id
from concord.core.notices.access import inbox_of
from concord.core.notices.models import Notice
from concord.core.notices.selectors import unread_by
from concord.core.notices.services import mark_read
from concord.core.people.doors import SignedInRequest

router = Router(tags=["inbox"], auth=signed_in)


class NoticeShown(Schema):
    """A notice, and when it was read."""

    id: int
    subject: str
    body: str
    link: str
    created_at: datetime
    read_at: datetime | None


class Unread(Schema):
    """How many notices are unread, counted to 99."""

    unread: int


def _shown(one: Notice) -> NoticeShown:
    return NoticeShown(
        id=one.pk, subject=one.subject, body=one.body, link=one.link, created_at=one.created_at, read_at=one.read_at
    )


@router.get("/notices", response=Page[NoticeShown])
def notices(request: SignedInRequest, asked: Query[PageAsked]) -> Page[NoticeShown]:
    """What I was told, newest first."""
    return page_of(inbox_of(request.user), asked, _shown, of="notices")


@router.get("/notices/unread", response=Unread)
def unread(request: SignedInRequest) -> Unread:
    """How much of it I have not read."""
    return Unread(unread=unread_by(request.user))


@router.post("/notices/read", response=Unread)
@once
def read_all(request: SignedInRequest) -> Unread:
    """Note that I have read all."""
    mark_read(request.user)
    return Unread(unread=unread_by(request.user))


@router.post("/notices/{int:pk}/read", response=NoticeShown)
@once
def read(request: SignedInRequest, pk: Id) -> NoticeShown:
    """Note that I have read one."""
    get_object_or_404(inbox_of(request.user), pk=pk)
    mark_read(request.user, pk)
    return _shown(inbox_of(request.user).get(pk=pk))
