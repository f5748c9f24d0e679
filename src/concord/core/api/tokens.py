"""Who I am, and tokens of one's own: make, list, revoke; a resident's by a code sent to the phone."""

import secrets
from datetime import date, timedelta
from typing import Literal

from allauth.mfa.utils import is_mfa_enabled
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from ninja import Field, Router, Schema

from concord.core.api.auth import BrowserAuth, signed_in
from concord.core.api.models import Token
from concord.core.api.once import made_once
from concord.core.api.shapes import Done, Given, Id, Text
from concord.core.notices.phone_codes import check_phone_code, clean_phone, send_phone_code
from concord.core.notices.sign_in import PURPOSE, person_of
from concord.core.people.access import memberships_today
from concord.core.people.doors import SignedInRequest
from concord.core.people.models import Person
from concord.core.people.sealed import keyed_hash
from concord.core.people.services import change_account
from concord.core.refusals import Refusal

router = Router(tags=["account"], auth=signed_in)
by_phone = Router(tags=["account"])


class TokenWanted(Given):
    """A token to be made."""

    name: Text = Field(min_length=1, max_length=80)
    days: int = Field(90, ge=1, le=365)


class TokenShown(Schema):
    """A token without its key."""

    id: int
    name: str
    expires_on: date


class TokenMade(TokenShown):
    """A fresh token; the key is shown this once."""

    key: str


class PhoneGiven(Given):
    """A mobile number: 11 digits, or + and the country code."""

    phone: Text = Field(min_length=1, max_length=24, examples=["13900000001"])


class PhoneProved(PhoneGiven):
    """A phone, and the six digits that came to it."""

    phone_code: Text = Field(min_length=1, max_length=12)


class Me(Schema):
    """Who asks, and what they may do today."""

    id: int
    name: str
    language: str
    capabilities: list[str]


class AccountGiven(Given):
    """What a person changes about themselves; what is left out stays."""

    name: Text | None = Field(None, min_length=1, max_length=80)
    language: Literal["zh-hans", "en"] | None = None


def _me(person: Person) -> Me:
    held = {name for one in memberships_today(person) for name in one.role.capabilities}
    return Me(id=person.pk, name=person.name, language=person.language, capabilities=sorted(held))


def _made(person: Person, *, name: str, days: int) -> TokenMade:
    key = secrets.token_urlsafe(32)
    made = Token.objects.create(
        person=person, name=name, key_hash=keyed_hash(f"token:{key}"), expires_on=localdate() + timedelta(days=days)
    )
    return TokenMade(id=made.pk, name=made.name, expires_on=made.expires_on, key=key)


@router.get("/me", response=Me)
def me(request: SignedInRequest) -> Me:
    """Who I am, and my capabilities of today."""
    return _me(request.user)


@router.patch("/me", response=Me)
def change_me(request: SignedInRequest, said: AccountGiven) -> Me:
    """Change my name or language; a member of staff is called what their organisation entered."""
    person = request.user
    if said.name is not None and said.name != person.name and person.is_staff_member:
        raise Refusal(_("Your organisation enters your name; ask its operator to change it."), field="name")
    change_account(person, name=said.name or person.name, language=said.language or person.language)
    return _me(person)


@router.get("/tokens", response=list[TokenShown])
def tokens(request: SignedInRequest) -> list[Token]:
    """My tokens that are still good."""
    return list(Token.objects.filter(person=request.user, revoked_at=None, expires_on__gte=localdate()).order_by("pk"))


@router.post("/tokens", response={201: TokenMade}, auth=[BrowserAuth(csrf=True)])
@made_once
def make_token(request: SignedInRequest, wanted: TokenWanted) -> TokenMade:
    """Make a token; only a person in a browser can, so that a stolen token cannot breed."""
    return _made(request.user, name=wanted.name, days=wanted.days)


@router.delete("/tokens/{int:pk}", response=Done)
def revoke_token(request: SignedInRequest, pk: Id) -> Done:
    """Revoke a token at once."""
    token = get_object_or_404(Token, pk=pk, person=request.user)
    token.revoked_at = timezone.now()
    token.save(update_fields=["revoked_at"])
    return Done()


@by_phone.post("/sign-in/code", response={201: Done})
@made_once
def send_sign_in_code(request: HttpRequest, asked: PhoneGiven) -> Done:
    """Send a code to a resident's phone, to sign in with it."""
    send_phone_code(asked.phone, PURPOSE)
    return Done()


@by_phone.post("/sign-in", response={201: TokenMade})
@made_once
def sign_in(request: HttpRequest, proved: PhoneProved) -> TokenMade:
    """A resident's token for one day, for the code from the phone.

    Refuses staff (a text message opens no desk), and residents who have set up a second factor: they use a browser.
    """
    phone = clean_phone(proved.phone)
    check_phone_code(phone, PURPOSE, proved.phone_code)
    person = person_of(phone)
    if is_mfa_enabled(person):
        raise Refusal(_("You have set up a second factor: sign in with a browser, and make a token there."))
    return _made(person, name=_("signed in by phone"), days=1)
