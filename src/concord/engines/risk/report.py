"""A report as the risk engine sees it."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What came in: its key, instant, a token of its sender (to count different ones), words, and what is known of it.

    `place` is an official code, a prefix of which is a larger area; `organisation` the respondent's name in one form;
    `amount` is in yuan; `vulnerable` says that children, the old, the ill or unpaid workers are touched.
    """

    key: int
    at: datetime
    sender: str
    title: str
    words: str = ""
    place: str = ""
    organisation: str = ""
    topic: str = ""
    amount: Decimal | None = None
    vulnerable: bool = False
