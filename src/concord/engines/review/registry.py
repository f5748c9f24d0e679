"""The rules by id: what each says (`data/contracts/rules.yaml`, kept by officials) and the function that looks.

A rule yields hits. Its words may name what the hit found: "{upper}" in a reason becomes the hit's `upper`.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cache

from concord.engines.review.case import Case
from concord.engines.review.concepts import combined
from concord.engines.review.context import Stance
from concord.engines.review.document import Severity, Verdict
from concord.engines.review.facts.nature import Mode, Nature
from concord.engines.review.statutes import DATA, article, loaded
from concord.engines.review.text import At, Sentence


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found: where (None: in the contract as a whole) and the words for its reason.

    `severity` and `verdict` only where they differ from what the rule says of itself; `numeric` marks a finding that
    rests on figures read from the text, which recognition may have read wrongly. `swap` gives the words to put in
    the place of a part of it, where the rule knows them (30日 for 90日). `articles` narrows those of the rule to
    the ones that this hit rests on.
    """

    at: At | None
    said: dict[str, str] = field(default_factory=dict)
    severity: Severity | None = None
    verdict: Verdict | None = None
    numeric: bool = False
    swap: tuple[At, str] | None = None
    articles: tuple[str, ...] | None = None


Look = Callable[[Case], Iterator[Hit]]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a rule says of itself; empty `natures`, `stances` and `modes` mean all.

    `wording` is what could stand in the place of the sentence found, without its full stop.
    """

    id: str
    title: str
    severity: Severity
    verdict: Verdict
    articles: tuple[str, ...]
    reason: str
    proposal: str
    wording: str
    natures: frozenset[Nature]
    stances: frozenset[Stance]
    modes: frozenset[Mode]
    since: date | None
    until: date | None
    on: bool

    def applies(self, case: Case) -> bool:
        """Whether the rule is to look at this contract: on, for this kind, stance and mode, in force when signed."""
        signed = case.signed_on
        return (
            self.on
            and (not self.natures or case.nature in self.natures)
            and (not self.stances or case.context.stance in self.stances)
            and (not self.modes or case.mode in self.modes)
            and (signed is None or self.since is None or self.since <= signed)
            and (signed is None or self.until is None or signed <= self.until)
        )

    def cited(self, hit: Hit) -> tuple[str, ...]:
        """The articles that a hit rests on, in force or not."""
        return self.articles if hit.articles is None else hit.articles


def in_force(articles: tuple[str, ...], signed: date | None) -> tuple[str, ...]:
    """Those articles whose version was in force on the day of signing; all, where the day is not known."""
    return tuple(one for one in articles if signed is None or article(one).statute.covers(signed))


LOOKS: dict[str, Look] = {}


def rule(name: str) -> Callable[[Look], Look]:
    """Register a function as the rule of this id."""

    def registered(look: Look) -> Look:
        if name in LOOKS:
            raise ValueError(f"{name} is registered twice")
        LOOKS[name] = look
        return look

    return registered


def phrase(name: str) -> None:
    """Register a rule that finds the sentences which its combinations of concepts fit."""

    @rule(name)
    def look(case: Case) -> Iterator[Hit]:
        yield from hits(combined(case, name))


def hits(*found: Iterable[Sentence]) -> Iterator[Hit]:
    """A hit at each of these sentences, once, in the order of the text."""
    yield from (Hit(at) for at in sorted({one.at for sentences in found for one in sentences}))


@cache
def rules() -> dict[str, Rule]:
    """Every rule among the data, by id, in the catalogue's order."""
    rows = loaded(DATA / "rules.yaml")
    if not isinstance(rows, list):
        raise TypeError("rules.yaml is a list of rules")
    return {row["id"]: _rule(row) for row in rows}


def _rule(row: dict[str, object]) -> Rule:
    known = {"id", "title", "severity", "verdict", "articles", "reason", "proposal", "natures", "stances", "modes"}
    if strange := set(row) - known - {"wording", "since", "until", "on"}:
        raise TypeError(f"{row['id']} does not know {sorted(strange)}")
    since, until = row.get("since"), row.get("until")
    return Rule(
        id=str(row["id"]),
        title=str(row["title"]),
        severity=Severity(str(row["severity"])),
        verdict=Verdict(str(row["verdict"])),
        articles=tuple(_words(row, "articles")),
        reason=str(row["reason"]).strip(),
        proposal=str(row.get("proposal", "")).strip(),
        wording=str(row.get("wording", "")).strip(),
        natures=frozenset(Nature(one) for one in _words(row, "natures")),
        stances=frozenset(Stance(one) for one in _words(row, "stances")),
        modes=frozenset(Mode(one) for one in _words(row, "modes")),
        since=since if isinstance(since, date) else None,
        until=until if isinstance(until, date) else None,
        on=bool(row.get("on", True)),
    )


def _words(row: dict[str, object], key: str) -> list[str]:
    told = row.get(key, [])
    if not isinstance(told, list):
        raise TypeError(f"{row['id']}: {key} is a list")
    return [str(one) for one in told]
