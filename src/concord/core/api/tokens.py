"""Tokens of one's own: make, list, revoke."""

import secrets
from datetime import date, timedelta

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localdate
from ninja import Field, Router, Schema

from concord.core.api.auth import BrowserAuth, signed_in
from concord.core.api.models import Token
from concord.core.api.once import made_once
from concord.core.api.problems import answers
from concord.core.people.access import memberships_today
from concord.core.people.doors import SignedInRequest
from concord.core.people.sealed import keyed_hash

router = Router(tags=["tokens"], auth=signed_in)


class TokenWanted(Schema):
    """A token to be made."""

    name: str = Field(min_length=1, max_length=80)
    days: int = Field(90, ge=1, le=365)


class TokenShown(Schema):
    """A token without its key."""

    id: int
    name: str
    expires_on: date


class TokenMade(TokenShown):
    """A fresh token; the key is shown this once."""

    key: str


class Done(Schema):
    """That it was done."""

    done: bool = True


class Me(Schema):
    """Who asks, and what they may do today."""

    id: int
    name: str
    capabilities: list[str]


@router.get("/me", response=answers(Me))
def me(request: SignedInRequest) -> Me:
    """Who I am, and my capabilities of today."""
    held = {name for one in memberships_today(request.user) for name in one.role.capabilities}
    return Me(id=request.user.pk, name=request.user.name, capabilities=sorted(held))


@router.get("/tokens", response=answers(list[TokenShown]))
def tokens(request: SignedInRequest) -> list[Token]:
    """My tokens that are still good."""
    return list(Token.objects.filter(person=request.user, revoked_at=None, expires_on__gte=localdate()).order_by("pk"))


@router.post("/tokens", response=answers(TokenMade, 201), auth=[BrowserAuth(csrf=True)])
@made_once
def make_token(request: SignedInRequest, wanted: TokenWanted) -> TokenMade:
    """Make a token; only a person in a browser can, so that a stolen token cannot breed."""
    key = secrets.token_urlsafe(32)
    made = Token.objects.create(
        person=request.user,
        name=wanted.name,
        key_hash=keyed_hash(f"token:{key}"),
        expires_on=localdate() + timedelta(days=wanted.days),
    )
    return TokenMade(id=made.pk, name=made.name, expires_on=made.expires_on, key=key)


@router.delete("/tokens/{int:pk}", response=answers(Done))
def revoke_token(request: SignedInRequest, pk: int) -> Done:
    """Revoke a token at once."""
    token = get_object_or_404(Token, pk=pk, person=request.user)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    return Done()
