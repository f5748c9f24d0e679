"""The one-year loan prime rate by date (`data/contracts/rates.yaml`), below which late payment may not be charged."""

from datetime import date
from decimal import Decimal
from functools import cache

from concord.engines.review.statutes import DATA, loaded


@cache
def _rates() -> tuple[tuple[date, Decimal], ...]:
    rows = loaded(DATA / "rates.yaml")
    if not isinstance(rows, list):
        raise TypeError("rates.yaml is a list of rates")
    return tuple(sorted((row["since"], Decimal(str(row["rate"]))) for row in rows))


def lending_rate(day: date | None) -> Decimal | None:
    """The rate published for a day, in hundredths; the latest known where no day is given, None before the first."""
    known = [rate for since, rate in _rates() if day is None or since <= day]
    return known[-1] if known else None
