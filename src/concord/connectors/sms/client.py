"""Hand messages to the SMS gateway, and ask what became of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from json import dumps, loads

import httpx

from concord.connectors.receipts import receipts_in
from concord.connectors.signed import signed_headers
from concord.core.ports import Handed, Receipt
from concord.core.refusals import OutsideFailure

MAY_PASS = frozenset({408, 425, 429})
PATIENCE = httpx.Timeout(8, connect=3)


@dataclass(frozen=True, slots=True)
class SmsGateway:
    """A gateway at an address, with the key shared with it."""

    url: str
    key: str

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one text message; it has no subject."""
        told = self._post("", {"key": key, "to": address, "text": body})
        try:
            said = loads(told)
            return Handed(str(said["id"])[:80], delivered=said.get("status") == "delivered")
        except (ValueError, TypeError, KeyError) as strange:
            raise OutsideFailure("The SMS gateway took a message but gave no id for it.", again=True) from strange

    def ask(self, keys: Sequence[str]) -> list[Receipt]:
        """What the gateway knows of earlier messages."""
        told = self._post("/status", {"keys": list(keys)})
        try:
            return receipts_in(told)
        except ValueError as strange:
            raise OutsideFailure("The SMS gateway's receipts cannot be read.", again=True) from strange

    def _post(self, path: str, facts: dict[str, object]) -> bytes:
        sent = dumps(facts, ensure_ascii=False).encode()
        headers = signed_headers(sent, self.key)
        try:
            answer = httpx.post(self.url.rstrip("/") + path, content=sent, headers=headers, timeout=PATIENCE)
        except httpx.HTTPError as error:
            raise OutsideFailure(f"The SMS gateway does not answer ({type(error).__name__}).", again=True) from error
        if answer.status_code != httpx.codes.OK:
            again = answer.status_code in MAY_PASS or answer.is_server_error
            raise OutsideFailure(f"The SMS gateway answered {answer.status_code}.", again=again)
        return answer.content
