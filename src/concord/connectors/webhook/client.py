"""Hand notices to other programs."""

from dataclasses import dataclass
from json import dumps

import httpx

from concord.connectors.signed import signed_headers
from concord.connectors.targets import target_of
from concord.core.ports import Handed
from concord.core.refusals import OutsideFailure

PATIENCE = httpx.Timeout(8, connect=3)
MAY_PASS = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class Webhook:
    """Calls the addresses of notices; `key` signs, `private_too` allows the own network (for tests and gateways)."""

    key: str
    private_too: bool = False

    def carry(self, *, address: str, subject: str, body: str, key: str) -> Handed:
        """Hand over one notice; a receiver that answers 202 reports later whether it arrived."""
        target = target_of(address, private_too=self.private_too)
        sent = dumps({"key": key, "subject": subject, "body": body}, ensure_ascii=False).encode()
        headers = {**signed_headers(sent, self.key), "Host": target.host, "Idempotency-Key": key}
        extensions = {"sni_hostname": target.host}
        try:
            with httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client:
                answer = client.post(target.url, content=sent, headers=headers, extensions=extensions)
        except httpx.HTTPError as error:
            raise OutsideFailure(f"The webhook does not answer ({type(error).__name__}).", again=True) from error
        if not answer.is_success:
            again = answer.status_code in MAY_PASS or answer.is_server_error
            raise OutsideFailure(f"The webhook answered {answer.status_code}.", again=again)
        return Handed(key[:80], delivered=answer.status_code != httpx.codes.ACCEPTED)
