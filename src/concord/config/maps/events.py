"""Every kind of act: what it holds, how it is told, who records it and who listens."""

from dataclasses import fields

from concord.config.maps.deeds import deeds
from concord.config.maps.tables import document, listed, table
from concord.core.acts.facts import Fact, type_of_kind
from concord.core.acts.relay import everyone, listeners, name_of


def _payload(kind: type[Fact]) -> str:
    held = (field for field in fields(kind) if field.name != "matter_id")
    return ", ".join(f"`{field.name}` {getattr(field.type, '__name__', field.type)}" for field in held)


def _rooms() -> dict[str, list[str]]:
    """The kinds of each room, in the order of their names."""
    found: dict[str, list[str]] = {}
    for name, kind in sorted(type_of_kind.items()):
        if not _is_of_tests(kind):
            found.setdefault(kind.__module__.removeprefix("concord.").rsplit(".", 1)[0], []).append(name)
    return dict(sorted(found.items()))


def _is_of_tests(kind: type[Fact]) -> bool:
    return not kind.__module__.startswith("concord.") or ".tests." in kind.__module__


def _row(name: str) -> list[str]:
    kind = type_of_kind[name]
    recorded = [deed.name.rsplit(".", 1)[-1] for deed in deeds() if kind in deed.facts]
    heard = [name_of(one).removeprefix("concord.") for one in listeners.get(name, [])]
    seen = {"parties": "parties and staff", "staff": "staff"}[str(kind.visibility)]
    return [f"`{name}`", kind.story, _payload(kind), seen, listed(recorded) or "–", listed(heard) or "–"]


def events() -> str:
    """The document of events."""
    heads = ["act", "told as", "holds", "seen by", "recorded by", "heard by"]
    parts = [part for room, names in _rooms().items() for part in (f"## {room}", table(heads, map(_row, names)))]
    to_all = listed(name_of(one).removeprefix("concord.") for one in everyone) or "nobody"
    words = (
        "What is done is recorded as an act, in past tense, in the transaction of the deed. After it has committed, "
        f"the worker passes it on, in order, to whoever listens. To every act listens: {to_all}."
    )
    return document("Events", words, *parts)
