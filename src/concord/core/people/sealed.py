"""Personal data at rest: sealed with AES-256-GCM, found again only by keyed hash.

Keys come from `settings.CONCORD_FIELD_KEYS`, newest first, and never from the database. A sealed value is
`v1.<key fingerprint>.<base64 nonce + ciphertext>`; rotating means putting a new key in front.
"""

import base64
import hmac
import os
import unicodedata
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.db import models


class Unreadable(Exception):
    """A sealed value that none of the keys opens: a key is missing, or the value was changed."""


def _fingerprint(key: bytes) -> str:
    return sha256(b"concord-key" + key).hexdigest()[:8]


def seal(plain: str) -> str:
    """Encrypt `plain` with the newest key."""
    key = settings.CONCORD_FIELD_KEYS[0]
    nonce = os.urandom(12)
    body = AESGCM(key).encrypt(nonce, plain.encode(), None)
    return f"v1.{_fingerprint(key)}.{base64.b64encode(nonce + body).decode()}"


def unseal(sealed: str) -> str:
    """Decrypt what `seal` made; raises `Unreadable` when no key fits."""
    version, mark, body = sealed.split(".", 2)
    for key in settings.CONCORD_FIELD_KEYS:
        if version == "v1" and _fingerprint(key) == mark:
            raw = base64.b64decode(body)
            return AESGCM(key).decrypt(raw[:12], raw[12:], None).decode()
    raise Unreadable(f"No key with fingerprint {mark} is configured.")


def keyed_hash(value: str) -> str:
    """A stable fingerprint for finding an exact value (64 hex digits); useless without the key."""
    plain = unicodedata.normalize("NFKC", value).strip().lower()
    return hmac.new(settings.CONCORD_FIELD_KEYS[-1], plain.encode(), sha256).hexdigest()


def masked(value: str, *, head: int = 3, tail: int = 2) -> str:
    """`value` with its middle hidden, for screens: 138******21."""
    if len(value) <= head + tail:
        return "*" * len(value)
    return value[:head] + "*" * (len(value) - head - tail) + value[len(value) - tail :]


class SealedTextField(models.TextField[str, str]):
    """Text that is encrypted in the database and plain in Python; not searchable, by design."""

    def get_prep_value(self, value: str | None) -> str | None:
        return seal(value) if value else value

    def from_db_value(self, value: str | None, *_: object) -> str | None:
        return unseal(value) if value else value
