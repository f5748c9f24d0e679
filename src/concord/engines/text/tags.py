"""What to watch in a report: tags with the words that called for them."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml


@dataclass(frozen=True, slots=True)
class Tag:
    """A professional label and the words that speak for it."""

    id: str
    cues: tuple[str, ...]


@cache
def tag_words() -> dict[str, tuple[str, ...]]:
    """The cue words of each tag (`data/text/tags.yaml`)."""
    raw = yaml.safe_load((files("concord") / "data/text/tags.yaml").read_text(encoding="utf-8"))
    return {tag: tuple(str(line).split()) for tag, line in raw.items()}


def tags_in(words: str) -> tuple[Tag, ...]:
    """The tags that a text calls for."""
    found = ((tag, tuple(cue for cue in cues if cue in words)) for tag, cues in tag_words().items())
    return tuple(Tag(tag, cues) for tag, cues in found if cues)
