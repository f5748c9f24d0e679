"""Hand messages to the SMS gateway."""

import hmac
from dataclasses import dataclass
from hashlib import sha256
from json import dumps

import httpx

from concord.core.ports import Handed
from concord.core.refusals import OutsideFailure


def signature(body: bytes, key: str) -> str:
    """The signature that goes with a body."""
    return hmac.new(key.encode(), body, sha256).hexdigest()


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway at an address, with the key shared with it."""

    url: str
    key: str

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one text message."""
        sent = dumps({"key": key, "to": address, "text": body}, ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json", "X-Signature": signature(sent, self.key)}
        try:
            answer = httpx.post(self.url, content=sent, headers=headers, timeout=10)
        except httpx.HTTPError as error:
            raise OutsideFailure(f"The SMS gateway does not answer ({type(error).__name__}).", again=True) from error
        if answer.status_code != httpx.codes.OK:
            again = not 400 <= answer.status_code < 500
            raise OutsideFailure(f"The SMS gateway answered {answer.status_code}.", again=again)
        return Handed(str(answer.json()["id"]), delivered=True)
