"""Screen spoiled and clean contracts, and count by rule what was found, missed and invented."""

import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

import yaml

from concord.engines.review.context import Context
from concord.engines.review.document import Document, Finding, Severity
from concord.engines.review.screen import screen
from concord.engines.review.tests.texts import example
from tests.bench.contracts.composing import NATURES, Contract, clean, document
from tests.bench.contracts.mutations import MUTATIONS, Mutation, dispute, line

HERE = Path(__file__).parent
GRAVE = {Severity.BLOCK, Severity.HIGH}
# Where a sentence is planted: the kinds of contract to which its rule applies, and the clause it joins.
PLANTED_IN = {
    "PAY-13": ("works",), "SEC-13": ("works",), "LIA-09": ("works",), "UNF-06": ("works",), "LIA-10": ("works",),
    "IPD-04": ("software", "services"), "IPD-05": ("software",),
}  # fmt: skip
# What a sentence may also be: a promise to cover losses is a guarantee too, and who decides twice decides nowhere.
FOLLOWS = {
    "PAY-17": "LIA-07",
    "LIA-07": "PAY-17",
    "DIS-01": "DIS-02",
    "LIA-03": "LIA-10",
    "LIA-10": "LIA-03",
    "PAY-13": "PAY-07",
    "SEC-11": "SEC-12",
    "SEC-12": "SEC-11",
    "SEC-09": "SEC-10",
    "SEC-10": "SEC-09",
    "SEC-03": "SEC-02",
}


@dataclass(frozen=True)
class Spoiled:
    """A document with one defect, and where it should be marked ('' anywhere)."""

    nature: str
    seed: int
    mutation: Mutation
    document: Document
    context: Context


@dataclass
class Score:
    """What was found (tp), missed (fn) and invented (fp), by rule; and the processor time of each contract."""

    tp: Counter[str] = field(default_factory=Counter)
    fn: Counter[str] = field(default_factory=Counter)
    fp: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)
    invented: list[tuple[str, str, str]] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)

    @property
    def recall(self) -> float:
        found, missed = self.tp.total(), self.fn.total()
        return found / (found + missed) if found + missed else 1.0

    @property
    def precision(self) -> float:
        found, invented = self.tp.total(), self.fp.total()
        return found / (found + invented) if found + invented else 1.0


def words_of(contract: Contract) -> str:
    """A contract's text, with a heading cut or doubled where its mutation says so."""
    words = contract.words()
    if title := contract.extra.get("cut"):
        words = re.sub(rf"第[一二三四五六七八九十]+条　{title}\n", "", words)
    if title := contract.extra.get("double"):
        number = re.search(rf"第([一二三四五六七八九十]+)条　{title}", words)
        before = re.findall(r"第([一二三四五六七八九十]+)条　", words[: number.start()])[-1] if number else ""
        words = words.replace(f"第{number[1]}条　{title}", f"第{before}条　{title}") if number else words
    return words


def _filled(marks: str, contract: Contract) -> str:
    return re.sub(r"\{(\w+)\}", lambda found: contract.slots[found[1]], marks)


def spoiled(seed: int, mutations: list[Mutation]) -> Iterator[Spoiled]:
    """Each mutation in each kind of contract that it is for."""
    for mutation in mutations:
        for nature in mutation.natures:
            dice = random.Random(f"{seed}-{nature}-{mutation.rule}-{mutation.name}")
            contract = mutation.change(clean(nature, seed), dice)
            marked = replace(mutation, marks=_filled(mutation.marks, contract))
            yield Spoiled(nature, seed, marked, document(words_of(contract)), mutation.context)


def sentences(which: str) -> list[Mutation]:
    """The sentences of one of the three files, each as a mutation."""
    told = yaml.safe_load((HERE / f"sentences-{which}.yaml").read_text(encoding="utf-8"))
    found = []
    for rule, lines in told.items():
        natures = PLANTED_IN.get(rule, ("goods", "services"))
        make = dispute if rule in {"DIS-01", "DIS-02"} else None
        for words in lines:
            also = f"{FOLLOWS.get(rule, '')} UNF-07 PAY-04 CLS-13 STR-10 PRC-06"
            found.append(
                make(rule, words, *natures, also=also)
                if make
                else line(rule, "change", words, *natures, also=also, marks=words)
            )
    return found


@cache
def _clean_keys(nature: str, seed: int) -> frozenset[str]:
    return frozenset(one.key for one in screen(document(clean(nature, seed).words())).findings)


def _marks(one: Finding, marks: str) -> bool:
    """Whether a finding lies on the words that were changed; a missing clause lies nowhere."""
    return not marks or not one.quote or marks in one.quote or one.quote in marks or _shared(one.quote, marks)


def _shared(quote: str, marks: str) -> bool:
    return any(piece in quote for piece in re.split(r"[，。；：\n{}]", marks) if len(piece) >= 4)


def judged(cases: list[Spoiled], known: Callable[[str, int], frozenset[str]] = _clean_keys) -> Score:
    """Screen each, and count what is new against the clean contract it was made from, whose findings are `known`."""
    score = Score()
    for one in cases:
        begun = time.process_time()
        findings = screen(one.document, one.context).findings
        score.seconds.append(time.process_time() - begun)
        new = [finding for finding in findings if finding.key not in known(one.nature, one.seed)]
        rule, marks = one.mutation.rule, one.mutation.marks
        if any(finding.rule == rule and _marks(finding, marks) for finding in new):
            score.tp[rule] += 1
        else:
            score.fn[rule] += 1
            score.missed.append((rule, one.nature, one.mutation.name))
        for finding in new:
            expected = {rule, *one.mutation.also} | ({"PRC-06"} if one.nature == "transfer" else set())
            if finding.rule not in expected:
                score.fp[finding.rule] += 1
                score.invented.append((finding.rule, one.nature, f"{one.mutation.rule} {one.mutation.name}"))
    return score


def lawful() -> tuple[int, list[str]]:
    """How many lawful neighbours of a defect there are, and those at which the rule of the defect spoke."""
    cases = list(spoiled(11, sentences("lawful")))
    spoke = []
    for one in cases:
        found = [finding for finding in screen(one.document).findings if finding.rule == one.mutation.rule]
        if any(_marks(finding, one.mutation.marks) for finding in found):
            spoke.append(f"{one.mutation.rule} {one.nature}: {one.mutation.name}")
    return len(cases), spoke


def hard_negatives() -> list[str]:
    """The names of the hard negatives at which a rule spoke that should not."""
    told = yaml.safe_load((HERE / "hard-negatives.yaml").read_text(encoding="utf-8"))
    failed = []
    for one in told:
        entry = {key: value for key, value in one.items() if key not in {"name", "silent"}}
        found = {finding.rule for finding in screen(*example(entry)).findings}
        failed += [f"{one['name']}: {rule}" for rule in one["silent"] if rule in found]
    return failed


def hard_negative_count() -> int:
    """How many pairs of a hard negative and a rule there are."""
    told = yaml.safe_load((HERE / "hard-negatives.yaml").read_text(encoding="utf-8"))
    return sum(len(one["silent"]) for one in told)


def false_alarms(seeds: tuple[int, ...]) -> tuple[int, float, float]:
    """Clean contracts screened; findings and grave findings a contract."""
    found: dict[bool, int] = defaultdict(int)
    contracts = [(nature, seed) for nature in NATURES for seed in seeds]
    for nature, seed in contracts:
        for finding in screen(document(clean(nature, seed).words())).findings:
            found[finding.severity in GRAVE] += finding.severity is not Severity.NOTE
    return len(contracts), (found[True] + found[False]) / len(contracts), found[True] / len(contracts)


def everything(seed: int) -> list[Spoiled]:
    """All mutations but the sentences, for one seed."""
    return list(spoiled(seed, MUTATIONS))
