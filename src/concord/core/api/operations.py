"""The operators' JSON doors: how it stands with each channel, what was given up, and which webhooks there are (K9)."""

from datetime import datetime

from django.utils import timezone
from ninja import Field, Router, Schema

from concord.core.api.auth import signed_in
from concord.core.api.once import made_once, once
from concord.core.api.shapes import Done, Given, Id, Text
from concord.core.notices.access import hooks_operated_by
from concord.core.notices.hooks import LONGEST, add_hook, stop_hook
from concord.core.notices.models import Hook
from concord.core.notices.operations import LOOKED_BACK
from concord.core.notices.selectors import channels_of, given_up
from concord.core.notices.services import try_again
from concord.core.people.access import require
from concord.core.people.doors import SignedInRequest

router = Router(tags=["operations"], auth=signed_in)


class ChannelShown(Schema):
    """One channel in the last 30 days: what waits and since when, what was handed over, arrived, was given up."""

    channel: str
    waiting: int
    oldest: datetime | None
    sent: int
    delivered: int
    failed: int


class GivenUpShown(Schema):
    """A message that was given up: to whom (the middle hidden), how often tried, and what the carrier said."""

    id: int
    channel: str
    to: str
    attempts: int
    last_error: str
    created_at: datetime
    may_try_again: bool


class HookGiven(Given):
    """Whose program hears, and where it listens."""

    organisation: Id
    url: Text = Field(min_length=1, max_length=LONGEST, examples=["https://example.org/concord"])


class HookShown(Schema):
    """A webhook."""

    id: int
    organisation: int
    url: str
    made_at: datetime
    stopped_at: datetime | None


def _hook_shown(one: Hook) -> HookShown:
    return HookShown(
        id=one.pk, organisation=one.organisation_id, url=one.url, made_at=one.made_at, stopped_at=one.stopped_at
    )


@router.get("/operations/channels", response=list[ChannelShown])
def channels(request: SignedInRequest) -> list[ChannelShown]:
    """How it stands with the messages of the last 30 days."""
    require(request.user, "see_operations")
    found = channels_of(request.user, timezone.now() - LOOKED_BACK)
    return [
        ChannelShown(
            channel=one.channel,
            waiting=one.waiting,
            oldest=one.oldest,
            sent=one.sent,
            delivered=one.delivered,
            failed=one.failed,
        )
        for one in found
    ]


@router.get("/operations/given-up", response=list[GivenUpShown])
def messages_given_up(request: SignedInRequest) -> list[GivenUpShown]:
    """The messages that were given up, newest first; at most 100."""
    require(request.user, "see_operations")
    return [
        GivenUpShown(
            id=one.notice.pk,
            channel=one.notice.channel,
            to=one.to,
            attempts=one.notice.attempts,
            last_error=one.notice.last_error,
            created_at=one.notice.created_at,
            may_try_again=one.may_try_again,
        )
        for one in given_up(request.user)
    ]


@router.post("/operations/given-up/{int:pk}/again", response=Done)
@once
def once_more(request: SignedInRequest, pk: Id) -> Done:
    """Try a message again that was given up."""
    try_again(pk, by=request.user)
    return Done()


@router.get("/operations/hooks", response=list[HookShown])
def hooks(request: SignedInRequest) -> list[HookShown]:
    """The webhooks of the organisations here, newest first."""
    require(request.user, "see_operations")
    return [_hook_shown(one) for one in hooks_operated_by(request.user).filter(stopped_at=None).order_by("-pk")]


@router.post("/operations/hooks", response={201: HookShown})
@made_once
def new_hook(request: SignedInRequest, said: HookGiven) -> HookShown:
    """Let a program of an organisation hear of its matters."""
    return _hook_shown(add_hook(said.organisation, url=said.url, by=request.user))


@router.post("/operations/hooks/{int:pk}/stop", response=HookShown)
@once
def stop(request: SignedInRequest, pk: Id) -> HookShown:
    """Stop a webhook; what waits for it is still handed over."""
    return _hook_shown(stop_hook(pk, by=request.user))
