"""The card of the model: what it was made from, how well it does and where it fails, written anew by each training."""

import time
from collections.abc import Iterator, Sequence

import yaml

from concord.engines.text.classify import classify_many
from concord.engines.text.heldout import held_out
from concord.engines.text.measure import Figures, Judged, confusions, figures, judge
from concord.engines.text.model import VERSION, file_of, shipped
from concord.engines.text.taxonomy import NONE, taxonomy
from concord.engines.text.training import cue_examples, examples_in, folder, train

MOST_CONFUSIONS = 12
SPEED_TEXTS, SPEED_LENGTH = 1_000, 350
CALIBRATION_STEPS = (0.0, 0.2, 0.4, 0.6, 0.8)


def train_and_describe() -> str:
    """Train the model, write its file and its card; what was measured in one line."""
    started = time.process_time()
    train(examples_in("corpus")).save(file_of())
    seconds = time.process_time() - started
    shipped.cache_clear()
    judged = judge(held_out())
    card = "\n".join(_card(judged, seconds)) + "\n"
    (folder() / "model/CARD.md").write_text(card, encoding="utf-8")
    found = figures(judged)
    shares = f"{found.first:.1%} right by category, {found.three:.1%} in the first three"
    return f"{VERSION}: {shares}, of {found.texts} held-out texts."


def _name(category: str) -> str:
    names = {one.id: one.zh for one in taxonomy().categories}
    return names.get(category, "不是纠纷或诉求")


def _card(judged: Sequence[Judged], seconds: float) -> Iterator[str]:
    yield f"# The classifier {VERSION}"
    yield ""
    yield "Proposes category and item of a report (21 categories, 84 items, or `none`), with its reasons."
    yield "A person confirms or corrects every proposal; nothing is decided by it. Written by `concord text train`."
    yield from _overall(figures(judged))
    yield from _by_category(judged)
    yield from _none(judged)
    yield from _failures(judged)
    yield from _outside()
    yield from _made_from(seconds)


def _overall(found: Figures) -> Iterator[str]:
    yield f"\n## On {found.texts} held-out texts\n"
    yield "Never trained on, and not seen by those who wrote the corpus; but written for this project like the corpus,"
    yield "which flatters it: real messages are harder, see below.\n"
    yield "| | model | counting alias words (baseline) |\n|---|--:|--:|"
    yield f"| category right | {found.first:.1%} | {found.counted_first:.1%} |"
    yield f"| category in the first three | {found.three:.1%} | {found.counted_three:.1%} |"
    yield f"| item right | {found.item:.1%} | |"


def _by_category(judged: Sequence[Judged]) -> Iterator[str]:
    yield "\n## By category\n"
    yield "| category | texts | right | in the first three | baseline right |\n|---|--:|--:|--:|--:|"
    for category in (*(one.id for one in taxonomy().categories), NONE):
        part = [one for one in judged if one.category == category]
        if part:
            found = figures(part)
            shares = f"{found.first:.0%} | {found.three:.0%} | {found.counted_first:.0%}"
            yield f"| {category} {_name(category)} | {found.texts} | {shares} |"


def _none(judged: Sequence[Judged]) -> Iterator[str]:
    """How far the share given to `none` can be believed."""
    yield "\n## `none`: questions, suggestions, praise\n"
    yield "| share given to `none` | texts | really none |\n|---|--:|--:|"
    for low in CALIBRATION_STEPS:
        part = [
            one for one in judged if low <= one.said.scores.get(NONE, 0.0) < low + 0.2 + (low == CALIBRATION_STEPS[-1])
        ]
        if part:
            really = sum(one.category == NONE for one in part) / len(part)
            yield f"| {low:.0%}–{low + 0.2:.0%} | {len(part)} | {really:.0%} |"


def _failures(judged: Sequence[Judged]) -> Iterator[str]:
    yield "\n## Where it fails\n"
    yield "| the person said | the model said | texts | for example |\n|---|---|--:|---|"
    for (truth, said), texts in confusions(judged)[:MOST_CONFUSIONS]:
        example = texts[0].label.text.replace("\n", " ").replace("|", " ")[:48]
        yield f"| {truth} {_name(truth)} | {said} {_name(said)} | {len(texts)} | {example} |"


def _outside() -> Iterator[str]:
    """Figures measured on texts that the project may not carry."""
    measured = yaml.safe_load((folder() / "model/outside.yaml").read_text(encoding="utf-8"))
    yield "\n## On real messages, measured outside the project\n"
    yield measured["note"] + "\n"
    yield "| set | texts | category right | in the first three | baseline right | baseline in the first three |"
    yield "|---|--:|--:|--:|--:|--:|"
    for one in measured["sets"]:
        shares = " | ".join(f"{one[key]:.1%}" for key in ("first", "three", "counted_first", "counted_three"))
        yield f"| {one['name']} | {one['texts']} | {shares} |"


def _made_from(seconds: float) -> Iterator[str]:
    corpus = examples_in("corpus")
    sources = len(list((folder() / "corpus").glob("*.jsonl")))
    yield "\n## Made from\n"
    yield f"- {len(corpus)} texts in {sources} files of `data/text/corpus`, written for it, under its licence."
    yield f"- {len(cue_examples())} cues: `data/text/lexicon.yaml`, and names, aliases and causes of the taxonomy."
    yield "- No text of a real person, and no model trained on one."
    yield "\n## Size and speed\n"
    yield f"- {file_of().stat().st_size / 1024:.0f} KB; trained in {seconds:.0f} s of CPU; needs numpy alone to run."
    yield f"- {SPEED_TEXTS:,} texts of {SPEED_LENGTH} characters in {_speed():.1f} s on one core, reasons included."


def _speed() -> float:
    """Seconds of CPU for a thousand texts of the length of a real message."""
    long = "".join(one.text for one in examples_in("corpus"))
    many = [long[at * 37 % 9_000 :][:SPEED_LENGTH] for at in range(SPEED_TEXTS)]
    started = time.process_time()
    classify_many(many)
    return time.process_time() - started
