"""What can be found, as the rooms register it: how the matters of a kind are told, and what else there is to find."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from concord.core.matters.told import topic_called, topics
from concord.core.people.models import Person

# What the steps of a kind of matter are called, by kind and step; the apps add theirs.
stages: dict[str, Mapping[str, object]] = {}


def stage_label(kind: str, stage: str) -> str:
    """What a step of a kind of matter is called, in the reader's language; '' where there is no such step."""
    return str(stages.get(kind, {}).get(stage, ""))


def topic_name(topic: str) -> str:
    """What the category of a topic is called, in the reader's language; '' for one that nobody knows."""
    category = topic.split("-", maxsplit=1)[0]
    return topic_called(category) if category in topics else ""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something found beside matters: its key, what it is called, a word more about it, and its page."""

    key: int
    title: str
    note: str
    page: str


# The things that a person may see in which the words stand, behind a key (0: from the beginning), so many.
Find = Callable[[Person, str, int, int], list[Thing]]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A sort of things to be found: what it is called, and who finds in it."""

    title: str
    find: Find


# By the word that stands in the address; shown in this order.
shelves: dict[str, Shelf] = {}
