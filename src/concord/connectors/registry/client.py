"""Ask the register of companies, and believe only an answer that it signed and that is about who was asked for."""

from dataclasses import dataclass
from datetime import date
from json import dumps, loads

import httpx

from concord.connectors.signed import is_signed, signed_headers
from concord.core.ports import CompanyLicence, RegisteredCompany
from concord.core.refusals import OutsideFailure

PATIENCE = httpx.Timeout(15, connect=5)
MAY_PASS = frozenset({408, 425, 429})


@dataclass(frozen=True, slots=True)
class CompanyRegister:
    """A register of companies at an address, with the key that is shared with it."""

    url: str
    key: str

    def company(self, code: str) -> RegisteredCompany | None:
        """What the register knows of the holder of a credit code; None where nobody holds it."""
        answer = self._posted(dumps({"code": code}).encode())
        if not is_signed(answer.content, answer.headers, self.key):
            raise OutsideFailure("The answer does not bear the register's signature.", again=False)
        try:
            told = loads(answer.content)["company"]
            found = None if told is None else _company(told)
        except (ValueError, TypeError, KeyError) as strange:
            raise OutsideFailure("The register's answer cannot be read.", again=True) from strange
        if found is not None and found.code != code:
            raise OutsideFailure("The register answered about another company.", again=False)
        return found

    def _posted(self, body: bytes) -> httpx.Response:
        where = self.url.rstrip("/") + "/companies"
        try:
            answer = httpx.post(where, content=body, headers=signed_headers(body, self.key), timeout=PATIENCE)
        except httpx.HTTPError as error:
            raise OutsideFailure(f"The register does not answer ({type(error).__name__}).", again=True) from error
        if answer.status_code != httpx.codes.OK:
            again = answer.status_code in MAY_PASS or answer.is_server_error
            raise OutsideFailure(f"The register answered {answer.status_code}.", again=again)
        return answer


def _company(told: dict[str, object]) -> RegisteredCompany:
    former, listed, licences = told["former_names"], told["listed"], told["licences"]
    people = told.get("people", [])
    if not (isinstance(former, list) and isinstance(listed, list) and isinstance(licences, list)):
        raise TypeError("names, lists and licences are lists")
    if not isinstance(people, list):
        raise TypeError("people are a list")
    small = told["small"]
    return RegisteredCompany(
        code=str(told["code"]),
        name=str(told["name"]),
        status=str(told["status"]),
        former_names=tuple(map(str, former)),
        licences=tuple(_licence(one) for one in licences),
        listed=tuple(map(str, listed)),
        small=small if isinstance(small, bool) else None,
        people=tuple(map(str, people)),
    )


def _licence(told: dict[str, object]) -> CompanyLicence:
    until = told["until"]
    return CompanyLicence(str(told["name"]), None if until is None else date.fromisoformat(str(until)))
