"""The link in a message by which someone answers once: a hundred random bits, of which only a keyed hash is kept."""

import secrets

from concord.core.matters.follow import ALPHABET
from concord.core.people.sealed import keyed_hash

LETTERS = 20


def new_link_key() -> str:
    """A fresh key, as it stands in the link."""
    return "".join(secrets.choice(ALPHABET) for _letter in range(LETTERS)).lower()


def hash_of_link(key: str) -> str:
    """What is kept of a key."""
    return keyed_hash(f"asking:{key}")
