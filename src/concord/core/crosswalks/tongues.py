"""How a room calls an item of the taxonomy, and what people decided about records; rooms add theirs at start."""

from collections.abc import Callable, Iterable, Mapping

# By the code of a receiver: what it calls an item; '' for what it does not handle.
tongues: dict[str, Callable[[str], str]] = {}
# Who knows which item people gave to matters.
deciders: list[Callable[[Iterable[int]], Mapping[int, str]]] = []


def in_words_of(receiver: str, item: str) -> str:
    """What the receiver of a source calls an item; a room without a tongue of its own uses ours."""
    return tongues[receiver](item) if receiver in tongues else item
