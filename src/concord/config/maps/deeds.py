"""The deeds of the platform: what each asks for, records and moves."""

import ast
import inspect
import textwrap
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from types import FunctionType

import concord
from concord.config.maps.doors import ONLY_SHOWN, asked_by
from concord.config.maps.named import bare, named, purpose, reached
from concord.core.acts.facts import Fact

ROOMS = ("concord.apps", "concord.core")


@dataclass(frozen=True, slots=True)
class Deed:
    """One public function that records acts."""

    name: str
    purpose: str
    capabilities: frozenset[str]
    facts: frozenset[type[Fact]]
    moves: frozenset[str]


def _rooms() -> Iterator[str]:
    for found in walk_packages(concord.__path__, "concord."):
        parts = found.name.split(".")
        if found.name.startswith(ROOMS) and not {"tests", "migrations", "api", "views", "acts"} & set(parts):
            yield found.name


def _public(module: str) -> Iterator[FunctionType]:
    for name, value in vars(import_module(module)).items():
        body = bare(value)
        if body is not None and body.__module__ == module and not name.startswith("_"):
            yield body


def _facts_in(functions: list[FunctionType]) -> frozenset[type[Fact]]:
    mentioned = (value for one in functions for value in named(one))
    return frozenset(value for value in mentioned if isinstance(value, type) and issubclass(value, Fact)) - {Fact}


def _moves_in(function: FunctionType) -> Iterator[str]:
    """The stages that a function moves a matter to: the second word of each `move(…)`."""
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "move" and len(node.args) > 1:
            yield ast.unparse(node.args[1]).rsplit(".", 1)[-1]


@cache
def deeds() -> tuple[Deed, ...]:
    """Every public function of a room that records an act; listeners and jobs are told apart by asking nobody."""
    found = []
    for module in _rooms():
        for body in _public(module):
            inner = reached([body], except_in=ONLY_SHOWN)
            facts = _facts_in(inner)
            if facts and not {"facts", "listeners", "selectors", "relay"} & set(module.split(".")):
                moves = frozenset(stage for one in inner for stage in _moves_in(one))
                name = f"{module.removeprefix('concord.')}.{body.__name__}"
                found.append(Deed(name, purpose(body), asked_by([body]), facts, moves))
    return tuple(sorted(found, key=lambda deed: deed.name))
