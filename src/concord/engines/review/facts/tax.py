"""The three figures of value-added tax: with tax, without, the tax; and the rate."""

import re
from dataclasses import dataclass
from decimal import Decimal

from concord.engines.review.facts.amounts import Amount
from concord.engines.review.text import At, Text

_NET = re.compile(r"(?:不含(?:增值)?税|除税)[^\n。;%]{0,16}?(?:总?价款?|金额|价|为|:)")
_TAX = re.compile(r"(?:增值税)?税(?:额|金(?!额))(?:为|:|人民币|计)?")
_GROSS = re.compile(r"(?<!不)含(?:增值)?税\)?[^\n。;%]{0,16}?(?:总?价款?|金额|价|为|:)|价税合计")
RATE = re.compile(r"(?:税率|征收率)[^\n。;\d%]{0,10}(\d{1,2}(?:\.\d+)?)\s*%|(\d{1,2})%\s*(?:的)?(?:增值税|税率|征收率)")


@dataclass(frozen=True, slots=True)
class Tax:
    """What the contract says of its tax; each figure only where it is named."""

    gross: Amount | None
    net: Amount | None
    tax: Amount | None
    rates: tuple[tuple[Decimal, At], ...]


def tax(text: Text, amounts: tuple[Amount, ...], total: Amount | None) -> Tax:
    """The first figure named for each; the total counts as the figure with tax where it is called so."""
    rates = tuple((Decimal(found[1] or found[2]), At(*found.span())) for found in text.find(RATE))
    gross = _named(text, amounts, _GROSS)
    return Tax(gross or total, _named(text, amounts, _NET), _named(text, amounts, _TAX), rates)


def _named(text: Text, amounts: tuple[Amount, ...], name: re.Pattern[str]) -> Amount | None:
    for found in text.find(name):
        end = found.end()
        for one in amounts:
            if not one.upper and end - 4 <= one.at.start <= end + 60:
                between = text.words[end : one.at.start]
                if not re.search(r"[。;\n]|税额|税率|不含税", between):
                    return one
                break
    return None
