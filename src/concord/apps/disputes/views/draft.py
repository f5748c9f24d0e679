"""A resident's report while it is being written: kept sealed in the session, so nothing typed is lost."""

import json
import secrets
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from decimal import Decimal

from django.contrib.sessions.backends.base import SessionBase

from concord.core.people.sealed import Unreadable, seal, unseal

KEY = "report_draft"


@dataclass(slots=True)
class Draft:
    """What was typed so far, as plain text; `sent_key` makes sending twice harmless."""

    sent_key: str = field(default_factory=lambda: secrets.token_urlsafe(16))
    poster: str = ""
    words: str = ""
    place: str = ""
    happened_on: str = ""
    respondent: str = ""
    amount: str = ""
    latitude: str = ""
    longitude: str = ""
    papers: list[int] = field(default_factory=list)
    joins: int | None = None
    name: str = ""
    phone: str = ""

    @property
    def day(self) -> date | None:
        return date.fromisoformat(self.happened_on) if self.happened_on else None

    @property
    def money(self) -> Decimal | None:
        return Decimal(self.amount) if self.amount else None

    @property
    def position(self) -> tuple[Decimal | None, Decimal | None]:
        """Latitude and longitude, where the resident gave them."""
        if self.latitude and self.longitude:
            return Decimal(self.latitude), Decimal(self.longitude)
        return None, None

    @property
    def code_purpose(self) -> str:
        """What a phone code for this very report is good for."""
        return f"report:{self.sent_key}"


def draft_in(session: SessionBase) -> Draft:
    """The draft of this browser; a new one where there is none or its key is gone."""
    sealed = session.get(KEY)
    if not sealed:
        return Draft()
    try:
        kept = json.loads(unseal(sealed))
    except Unreadable:
        return Draft()
    known = {one.name for one in fields(Draft)}
    return Draft(**{name: value for name, value in kept.items() if name in known})


def keep(draft: Draft, session: SessionBase) -> None:
    """Keep the draft in the session, sealed."""
    session[KEY] = seal(json.dumps(asdict(draft)))


def forget(session: SessionBase) -> None:
    """Throw the draft away: it was sent, or the resident starts anew."""
    session.pop(KEY, None)
