"""Bodies signed with a shared key, so that each side knows who speaks and that nothing was changed or sent again.

`X-Concord-Time` holds the sender's time in seconds since 1970, `X-Concord-Signature` the HMAC-SHA256, in hex, of that
time, a full stop, and the body.
"""

import hmac
import time
from collections.abc import Mapping
from hashlib import sha256

TIME, SIGNATURE = "X-Concord-Time", "X-Concord-Signature"
CLOCKS_DIFFER = 300


def signature(body: bytes, key: str, at: str) -> str:
    """The signature of a body sent at a time."""
    return hmac.new(key.encode(), at.encode() + b"." + body, sha256).hexdigest()


def signed_headers(body: bytes, key: str) -> dict[str, str]:
    """The headers that go with a JSON body sent now."""
    at = str(int(time.time()))
    return {"Content-Type": "application/json", TIME: at, SIGNATURE: signature(body, key, at)}


def is_signed(body: bytes, headers: Mapping[str, str], key: str) -> bool:
    """Whether a body came from a holder of the key within the last five minutes; never with an empty key."""
    at = headers.get(TIME, "")
    if not key or not at.isascii() or not at.isdecimal() or abs(time.time() - int(at[:12])) > CLOCKS_DIFFER:
        return False
    return hmac.compare_digest(headers.get(SIGNATURE, "").encode(), signature(body, key, at).encode())
