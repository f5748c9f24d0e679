"""A mapping from its file: strict, with the line and column of everything that is wrong."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache, partial
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path as Folder

import yaml
from django.conf import settings

from concord.core.exchange.mapping import Arrival, Mapped, Reading, TimeForm, Verb, Way
from concord.engines.flow import scalars
from concord.engines.flow.marked import Findings, composed, entries
from concord.engines.flow.sentences import Path

Read = Callable[[yaml.Node, Path, Findings], object]
LARGEST_PAGE, SELDOMEST = 1000, 10_080


@cache
def mappings() -> dict[str, Mapped]:
    """All sources by their code: those of `data/exchange`, and those of the installation's own folder before them."""
    ours = Folder(settings.CONCORD_SOURCES) if settings.CONCORD_SOURCES else None
    folders = [files("concord") / "data/exchange", *([ours] if ours else [])]
    return {one.source: one for folder in folders for one in _in_folder(folder)}


def _in_folder(folder: Traversable) -> list[Mapped]:
    found = sorted((one for one in folder.iterdir() if one.name.endswith(".yaml")), key=lambda one: one.name)
    return [load(one.read_text(encoding="utf-8")) for one in found]


def load(text: str) -> Mapped:
    """A sound mapping from YAML text; refuses (`UnfitError`) with everything that is wrong, by line and column."""
    findings, node = Findings(), composed(text)
    fields: dict[str, Read] = {
        "source": scalars.code, "zh": scalars.text, "en": scalars.text, "receiver": scalars.code,
        "arrives": _arrival, "id": scalars.text, "never": scalars.texts, "fields": _readings,
        "required": scalars.texts,
    }  # fmt: skip
    known = _record(node, (), findings, fields, optional=("never",))
    findings.refuse_if_any()
    mapped = Mapped(**known)  # type: ignore[arg-type]
    _check(mapped, node, findings)
    findings.refuse_if_any()
    return mapped


def _check(mapped: Mapped, node: yaml.Node, findings: Findings) -> None:
    named = {reading.field for reading in mapped.fields}
    for field in mapped.required:
        if field not in named:
            findings.at(node, ("required",), "“{word}” is required and read from nothing.", word=field)
    for column in set(mapped.columns) & set(mapped.never):
        findings.at(node, ("never",), "“{word}” is never taken over and read all the same.", word=column)


def _record(
    node: yaml.Node, path: Path, findings: Findings, fields: Mapping[str, Read], optional: tuple[str, ...] = ()
) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, key, value in entries(node, path, findings):
        if name in fields:
            found[name] = fields[name](value, (*path, name), findings)
        else:
            findings.at(key, path, "“{key}” is not known here; allowed are: {allowed}.",
                        key=name[:80], allowed=", ".join(fields))  # fmt: skip
    missing = [name for name in fields if name not in found and name not in optional]
    if missing:
        findings.at(node, path, "These keys are missing: {missing}.", missing=", ".join(missing))
    return found


def _within(most: int, node: yaml.Node, path: Path, findings: Findings) -> int:
    number = scalars.whole(node, path, findings)
    if not 1 <= number <= most:
        findings.at(node, path, "Expected a number from 1 to {most}.", most=most)
    return number


def _pairs(node: yaml.Node, path: Path, findings: Findings) -> tuple[tuple[str, str], ...]:
    return tuple(
        (name, scalars.text(value, (*path, name), findings)) for name, _, value in entries(node, path, findings)
    )


def _arrival(node: yaml.Node, path: Path, findings: Findings) -> Arrival:
    fields: dict[str, Read] = {
        "by": partial(scalars.one_of, Way), "path": scalars.text, "rows": scalars.text, "more": scalars.text,
        "newest": scalars.text, "size": partial(_within, LARGEST_PAGE), "every": partial(_within, SELDOMEST),
        "asks": _pairs,
    }  # fmt: skip
    known = _record(node, path, findings, fields, optional=tuple(fields)[1:])
    arrival = Arrival(**{"by": Way.FILE, **known})  # type: ignore[arg-type]
    needed = {Way.PAGE: ("more", "newest"), Way.CURSOR: ("more",), Way.SINCE: ("newest",), Way.VIEW: ("path",)}
    if missing := [name for name in needed.get(arrival.by, ()) if name not in known]:
        findings.at(node, path, "These keys are missing: {missing}.", missing=", ".join(missing))
    return arrival


def _readings(node: yaml.Node, path: Path, findings: Findings) -> tuple[Reading, ...]:
    return tuple(_reading(name, value, (*path, name), findings) for name, _, value in entries(node, path, findings))


def _reading(field: str, node: yaml.Node, path: Path, findings: Findings) -> Reading:
    fields: dict[str, Read] = {
        "take": scalars.text, "join": scalars.texts, "table": scalars.text, "time": scalars.text, "place": _place,
        "always": scalars.text, "with": _link, "values": _pairs, "else": scalars.text, "form": _forms,
    }  # fmt: skip
    known = _record(node, path, findings, fields, optional=tuple(fields))
    verbs = [verb for verb in Verb if verb in known]
    if len(verbs) != 1:
        findings.at(node, path, "Give exactly one of: {words}.", words=", ".join(Verb))
        return Reading(field, Verb.ALWAYS)
    verb, told = verbs[0], known.pop(verbs[0])
    _check_companions(verb, known, node, path, findings)
    facts = {OURS[name]: value for name, value in known.items() if name in OURS}
    if verb == Verb.ALWAYS:
        return Reading(field, verb, otherwise=str(told))
    if isinstance(told, _Where):
        facts["by_code"], told = told.by_code, told.columns
    return Reading(field, verb, (told,) if isinstance(told, str) else told, **facts)  # type: ignore[arg-type]


# What stands beside the verb, in our words.
OURS = {"with": "link", "values": "values", "else": "otherwise", "form": "forms"}
COMPANIONS = {Verb.JOIN: {"with"}, Verb.TABLE: {"values", "else"}, Verb.TIME: {"form"}}
NEEDED = {Verb.TABLE: "values", Verb.TIME: "form"}


def _check_companions(verb: Verb, known: Mapping[str, object], node: yaml.Node, path: Path, findings: Findings) -> None:
    """What stands beside the verb must belong to it."""
    strange = known.keys() - COMPANIONS.get(verb, set())
    if strange:
        findings.at(node, path, "“{key}” does not go with “{verb}”.", key=", ".join(sorted(strange)), verb=verb)
    if verb in NEEDED and NEEDED[verb] not in known:
        findings.at(node, path, "These keys are missing: {missing}.", missing=NEEDED[verb])


@dataclass(frozen=True, slots=True)
class _Where:
    """The outside fields that say where, and whether by code."""

    columns: tuple[str, ...]
    by_code: bool


def _place(node: yaml.Node, path: Path, findings: Findings) -> _Where:
    known = _record(node, path, findings, {"code": scalars.text, "names": scalars.texts}, optional=("code", "names"))
    if len(known) != 1:
        findings.at(node, path, "Give exactly one of: {words}.", words="code, names")
    code, names = known.get("code"), known.get("names", ())
    return _Where((code,), True) if isinstance(code, str) else _Where(names, False)  # type: ignore[arg-type]


def _link(node: yaml.Node, _path: Path, _findings: Findings) -> str:
    return str(node.value) if isinstance(node, yaml.ScalarNode) else ""


def _forms(node: yaml.Node, path: Path, findings: Findings) -> tuple[TimeForm, ...]:
    nodes = [node] if isinstance(node, yaml.ScalarNode) else scalars.listed(node, path, findings)
    return tuple(scalars.one_of(TimeForm, one, path, findings) for one in nodes)
