"""The papers that disputes make: settlement, poster, and the file to carry over, typeset as PDF."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from importlib.resources import as_file, files
from io import BytesIO
from typing import Protocol

import segno
from django.conf import settings

from concord.apps.disputes.models import Dispute, Poster
from concord.apps.disputes.selectors.carry_over import CarryOver
from concord.core.papers.typeset import typeset
from concord.core.people.models import Person

LETTERS = files("concord") / "data" / "letters"


class Promised(Protocol):
    """One thing promised in a settlement."""

    @property
    def what(self) -> str: ...
    @property
    def due_on(self) -> date: ...
    @property
    def amount(self) -> Decimal | None: ...


def _made(name: str, facts: dict[str, object]) -> bytes:
    with as_file(LETTERS / f"{name}.typ") as template:
        return typeset(template, facts)


def settlement_pdf(
    dispute: Dispute, terms: str, promises: Sequence[Promised], *, mediator: Person, today: date
) -> bytes:
    """The settlement as all will sign it (人民调解法 art. 29 lists what it must hold)."""
    parties = dispute.matter.parties.order_by("side", "pk")
    facts: dict[str, object] = {
        "number": dispute.matter.number,
        "committee": dispute.committee.name if dispute.committee else "",
        "mediator": mediator.name,
        "parties": [{"side": str(party.get_side_display()), "name": party.name} for party in parties],
        "dispute": dispute.words,
        "terms": terms.split("\n"),
        "promises": [
            {
                "what": one.what,
                "amount": f"{one.amount:,.2f}" if one.amount is not None else "",
                "due": one.due_on.strftime("%Y年%m月%d日"),
            }
            for one in promises
        ],
        "drafted": today.strftime("%Y年%m月%d日"),
    }
    return _made("settlement", facts)


def transfer_pdf(file: CarryOver) -> bytes:
    """The file to carry over, for people to read; the same facts lie in it as JSON (attachment carry-over.json)."""
    return _made("transfer", {"json": json.dumps(asdict(file), ensure_ascii=False, indent=1)})


def poster_url(poster: Poster) -> str:
    """The address behind a poster's QR code."""
    return f"{settings.PUBLIC_URL}/r/{poster.code}"


def follow_url(code: str = "") -> str:
    """The address at which a party follows a dispute; with the code, it opens at once."""
    return f"{settings.PUBLIC_URL}/f/{code}" if code else f"{settings.PUBLIC_URL}/follow/"


def poster_pdf(poster: Poster) -> bytes:
    """A poster to print (A4), with the QR code and what will happen after the scan."""
    picture = BytesIO()
    segno.make(poster_url(poster), error="q").save(picture, kind="svg", scale=8, border=2)
    facts: dict[str, object] = {
        "place": poster.place.name,
        "object": poster.object,
        "organisation": poster.organisation.name,
        "phone": poster.organisation.phone,
        "code": poster.code,
        "url": poster_url(poster),
        "qr": picture.getvalue().decode(),
    }
    return _made("poster", facts)
