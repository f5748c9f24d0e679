"""What a contract states, fact by fact: each kind in its own file, each fact with its place in the text."""

from concord.engines.review.facts import (
    amounts,
    blanks,
    citations,
    codes,
    dates,
    disputes,
    instalments,
    parties,
    percents,
    references,
    securities,
    signature,
    tables,
    tax,
)

__all__ = [
    "amounts",
    "blanks",
    "citations",
    "codes",
    "dates",
    "disputes",
    "instalments",
    "parties",
    "percents",
    "references",
    "securities",
    "signature",
    "tables",
    "tax",
]
