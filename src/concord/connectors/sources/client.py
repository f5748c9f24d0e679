"""Fetch records from outside systems, one page at a time, by page number, by mark or by time."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

import httpx
from django.utils.translation import gettext as _
from orjson import JSONDecodeError, loads

from concord.connectors.signed import signed_headers
from concord.connectors.targets import target_of
from concord.core.exchange.mapping import Arrival
from concord.core.exchange.outside import Mark, Page
from concord.core.refusals import OutsideFailure

PATIENCE = httpx.Timeout(20, connect=5)
MOST_BYTES = 8 * 1024 * 1024
MAY_PASS = frozenset({408, 425, 429})
STAND_IN = "stand-in:"


@dataclass(frozen=True, slots=True)
class Line:
    """The line to outside systems: whether it reaches into the own network, and where the stand-ins run, if they do."""

    private_too: bool = False
    stand_in: str = ""

    def ask(self, arrival: Arrival, url: str, key: str, asked: Mapping[str, str]) -> object:
        """The JSON that an outside system answers; refuses (`OutsideFailure`) all else."""
        told = {arrival.asked(name): value for name, value in asked.items() if value}
        query = urlencode(told)
        target = target_of(f"{self._address(url, arrival.path)}?{query}", private_too=self._reaches(url))
        headers = {**signed_headers(query.encode(), key), "Host": target.host}
        try:
            return loads(_content(target.url, headers, target.host))
        except JSONDecodeError as broken:
            raise OutsideFailure(_("The source's answer is no JSON."), again=True) from broken
        except httpx.HTTPError as away:
            why = {"why": type(away).__name__}
            raise OutsideFailure(_("The source does not answer (%(why)s).") % why, again=True) from away

    def _address(self, url: str, path: str) -> str:
        if not url.startswith(STAND_IN):
            return url.rstrip("/") + path
        if not self.stand_in:
            raise OutsideFailure(_("No stand-in of this source runs."), again=True)
        return f"{self.stand_in.rstrip('/')}/{url.removeprefix(STAND_IN)}{path}"

    def _reaches(self, url: str) -> bool:
        return self.private_too or url.startswith(STAND_IN)


def _content(url: str, headers: Mapping[str, str], host: str) -> bytes:
    """The body of an answer, as far as a page may be large."""
    with (
        httpx.Client(timeout=PATIENCE, follow_redirects=False, trust_env=False) as client,
        client.stream("GET", url, headers=dict(headers), extensions={"sni_hostname": host}) as answer,
    ):
        if answer.status_code != httpx.codes.OK:
            again = answer.status_code in MAY_PASS or answer.is_server_error
            raise OutsideFailure(_("The source answered %(status)s.") % {"status": answer.status_code}, again=again)
        body = b""
        for part in answer.iter_bytes():
            body += part
            if len(body) > MOST_BYTES:
                raise OutsideFailure(_("The source's page is larger than 8 MB."), again=False)
        return body


def found_at(told: object, path: str) -> object:
    """What stands in an answer at a path of keys; None where there is nothing."""
    for key in path.split(".") if path else ():
        told = told.get(key) if isinstance(told, dict) else None
    return told


def _rows(told: object, arrival: Arrival) -> list[dict[str, object]]:
    rows = found_at(told, arrival.rows)
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise OutsideFailure(_("The source's answer holds no list of records where it should."), again=True)
    return rows


def _newest(rows: list[dict[str, object]], arrival: Arrival, before: str) -> str:
    """When the last of the rows was changed."""
    said = found_at(rows[-1], arrival.newest) if rows else None
    return before if said is None else str(said)


@dataclass(frozen=True, slots=True)
class ByPage:
    """Pages counted from 1, of what was changed since the last time."""

    line: Line

    def fetch(self, arrival: Arrival, *, url: str, key: str, mark: Mark) -> Page:
        """One page; after the last one the mark is the time of the newest record."""
        number, after = int(mark.get("page", 1)), mark.get("after", "")
        asked = {"updated_after": after, "page": str(number), "size": str(arrival.size)}
        told = self.line.ask(arrival, url, key, asked)
        rows, pages = _rows(told, arrival), found_at(told, arrival.more)
        if not isinstance(pages, int):
            raise OutsideFailure(_("The source does not say how many pages there are."), again=True)
        newest = _newest(rows, arrival, mark.get("newest", after))
        if number < pages and rows:
            return Page(rows, {"after": after, "page": str(number + 1), "newest": newest}, more=True)
        return Page(rows, {"after": newest})


@dataclass(frozen=True, slots=True)
class ByCursor:
    """Pages behind a mark that the source gives."""

    line: Line

    def fetch(self, arrival: Arrival, *, url: str, key: str, mark: Mark) -> Page:
        """One page; at the end the mark stays where what is new will come."""
        here = mark.get("cursor", "")
        told = self.line.ask(arrival, url, key, {"cursor": here, "size": str(arrival.size)})
        rows, further = _rows(told, arrival), str(found_at(told, arrival.more) or "")
        if rows and further == here:
            raise OutsideFailure(_("The source gives the same page again and again."), again=True)
        more = bool(rows) and bool(further)
        return Page(rows, {"cursor": further or here}, more=more)


@dataclass(frozen=True, slots=True)
class BySince:
    """What was changed at a time or later; the last second is asked for again, so that nothing is missed."""

    line: Line

    def fetch(self, arrival: Arrival, *, url: str, key: str, mark: Mark) -> Page:
        """One page; a full one that ends at the time it began would come for ever, and is refused."""
        here = mark.get("since", "")
        told = self.line.ask(arrival, url, key, {"since": here, "size": str(arrival.size)})
        rows = _rows(told, arrival)
        newest = _newest(rows, arrival, here)
        full = len(rows) >= arrival.size
        if full and newest == here:
            raise OutsideFailure(_("The source has more records of one time than fit into a page."), again=False)
        return Page(rows, {"since": newest}, more=full)
