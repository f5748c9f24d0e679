"""Six digits sent to a phone, to show that its holder is there: to report, to sign in, to sign."""

import re
import secrets
import unicodedata
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.notices.models import PhoneCode
from concord.core.notices.services import Letter, send
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal, TooMany

LASTS = timedelta(minutes=10)
MOST_AN_HOUR = 6
MOST_TRIES = 5


def clean_phone(typed: str) -> str:
    """A phone number in one form: 11 digits for a mainland mobile, +country… for others; refuses what is neither."""
    bare = re.sub(r"[\s()\-.·]", "", unicodedata.normalize("NFKC", typed))
    bare = re.sub(r"^(\+|00)86", "", bare)
    if re.fullmatch(r"1[3-9][0-9]{9}|\+[1-9][0-9]{6,14}", bare):
        return bare
    raise Refusal(
        _("This is not a mobile number: it needs 11 digits, or + and the country code for a number from abroad."),
        field="phone",
    )


def _hash_of(code: str, phone_hash: str, purpose: str) -> str:
    return keyed_hash(f"code:{phone_hash}:{purpose}:{code}")


@transaction.atomic
def send_phone_code(phone: str, purpose: str) -> None:
    """Send a fresh code for one purpose; it lasts ten minutes. Refuses more than six an hour to one phone."""
    number = clean_phone(phone)
    phone_hash, now = keyed_hash(number), timezone.now()
    recent = PhoneCode.objects.filter(phone_hash=phone_hash, sent_at__gte=now - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise TooMany(_("Six codes were sent to this phone within the hour. Wait a little, or use the newest one."))
    code = f"{secrets.randbelow(1_000_000):06d}"
    kept = PhoneCode.objects.create(
        phone_hash=phone_hash,
        purpose=purpose,
        code_hash=_hash_of(code, phone_hash, purpose),
        expires_at=now + LASTS,
    )
    body = _("Your code is %(code)s. It is valid for 10 minutes. Never give it to anyone, not even to staff.")
    send(
        Letter(channel="sms", address=number, template="phone_code", body=body % {"code": code}, key=f"code-{kept.pk}")
    )


def check_phone_code(phone: str, purpose: str, typed: str) -> None:
    """Accept the newest code for this phone and purpose, once; refuses a wrong, used or old one.

    Each wrong try counts, also when the deed around it is refused and rolled back by its door (the doors call this
    outside the deed's transaction).
    """
    phone_hash = keyed_hash(clean_phone(phone))
    with transaction.atomic():
        kept = (
            PhoneCode.objects.select_for_update()
            .filter(phone_hash=phone_hash, purpose=purpose, used_at=None)
            .order_by("-pk")
            .first()
        )
        wrong = _what_is_wrong(kept, phone_hash, purpose, typed)
        if kept is not None and not wrong:
            kept.used_at = timezone.now()
            kept.save(update_fields=["used_at"])
        elif kept is not None:
            kept.tries += 1
            kept.save(update_fields=["tries"])
    if wrong:
        raise Refusal(wrong, field="phone_code")


def _what_is_wrong(kept: PhoneCode | None, phone_hash: str, purpose: str, typed: str) -> str:
    if kept is None or kept.expires_at < timezone.now():
        return _("This code has expired. Ask for a new one.")
    if kept.tries >= MOST_TRIES:
        return _("The code was entered wrongly too often. Ask for a new one.")
    if not secrets.compare_digest(kept.code_hash, _hash_of(typed.strip(), phone_hash, purpose)):
        return _("The code does not match. Look at the newest message and enter its six digits.")
    return ""
