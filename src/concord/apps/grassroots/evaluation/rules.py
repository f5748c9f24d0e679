"""How residents are asked: when, how often, what can be missing, and below how many answers no number is shown."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from concord.apps.grassroots.catalogue import Entry


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of `data/grassroots/asking.yaml`; days are working days."""

    after: int
    within: int
    most_a_quarter: int
    called: int
    tries: int
    fewest: int
    missing: dict[str, Entry]

    def missing_names(self, ids: list[str]) -> list[str]:
        """What is missing, in the reader's language; what is no longer in the list by its id."""
        return [self.missing[one].name if one in self.missing else one for one in ids]


@cache
def rules() -> Rules:
    """The rules in force; an unknown or missing key is an error."""
    told = yaml.safe_load((files("concord") / "data/grassroots/asking.yaml").read_text(encoding="utf-8"))
    missing = {one["id"]: Entry(**one) for one in told.pop("missing")}
    return Rules(**told, missing=missing)
