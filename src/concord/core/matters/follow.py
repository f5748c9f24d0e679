"""Codes by which a party follows a matter without an account: short enough to write down, too many to guess.

Twelve characters of Crockford's base 32 in three groups; the last one is a check character (modulus 31 of the
others), so that a slip of the pen is told apart from a code that does not exist. Only a keyed hash is stored.
"""

import secrets

from django.utils.translation import gettext as _

from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Party
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import Refusal

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans({"O": "0", "I": "1", "L": "1", "U": "V", "-": "", " ": ""})


def _check(body: str) -> str:
    number = 0
    for character in body:
        number = (number * 32 + ALPHABET.index(character)) % 31
    return ALPHABET[number]


def new_follow_code() -> str:
    """A fresh code, as it is shown: XXXX-XXXX-XXXX (55 random bits)."""
    body = "".join(secrets.choice(ALPHABET) for _position in range(11))
    return grouped(body + _check(body))


def grouped(code: str) -> str:
    """The code in groups of four."""
    return "-".join(code[start : start + 4] for start in range(0, len(code), 4))


def clean_follow_code(typed: str) -> str:
    """What was typed as a bare code; refuses what cannot be one, with the slip named."""
    code = typed.strip().upper().translate(READ_AS)
    if len(code) != 12 or any(character not in ALPHABET for character in code):
        raise Refusal(_("A follow code has 12 letters and digits, like 7K3M-Q2XH-94TC. Check it and try again."))
    if _check(code[:-1]) != code[-1]:
        raise Refusal(_("This follow code has a slip in it: one character is wrong. Check it and try again."))
    return code


def follow_hash(code: str) -> str:
    """What is stored of a code."""
    return keyed_hash("follow:" + code.replace("-", ""))


def party_following(typed: str) -> Party:
    """The party whose code this is; from now on this transaction may read that party's matter, and no other.

    Refuses a code that is malformed, has a slip, or belongs to nobody.
    """
    code = clean_follow_code(typed)
    declare_system()
    party = Party.objects.select_related("matter").filter(follow_hash=follow_hash(code)).first()
    if party is None:
        declare_follower(0)
        raise Refusal(_("No report has this code. Check each character, or ask the centre where you reported."))
    declare_follower(party.matter_id)
    return party
