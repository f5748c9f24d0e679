"""Every door of the platform, and for whom it opens: read from its guards and from the querysets it fetches through."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from types import FunctionType

import yaml
from django.contrib.auth.decorators import user_passes_test
from django.urls import URLPattern, URLResolver, get_resolver

from concord.config.api import api
from concord.config.maps.named import bare, layers, named, purpose, reached, words
from concord.core.api.auth import FollowCode
from concord.core.matters.followed import followed_party

ONLY_SHOWN = ("templatetags", "context", "listeners")
SIGNED_IN, FOLLOW_CODE = "signed in", "follow code"


@dataclass(frozen=True, slots=True)
class Door:
    """An address, by which methods it is used, what it is for, and whom it lets in (none: everyone)."""

    address: str
    methods: str
    purpose: str
    guards: frozenset[str]
    capabilities: frozenset[str]
    module: str

    @property
    def is_open(self) -> bool:
        """Whether it lets in everyone."""
        return not self.guards and not self.capabilities


@cache
def capabilities() -> dict[str, list[str]]:
    """Which roles hold each capability, by the data that officials keep."""
    told = yaml.safe_load((files("concord") / "data/people/roles.yaml").read_text(encoding="utf-8"))["roles"]
    names = sorted({name for role in told for name in role["capabilities"]})
    return {name: [role["code"] for role in told if name in role["capabilities"]] for name in names}


def _asks(function: FunctionType) -> bool:
    """Whether a function is a rule of access, or names a capability to one: `may(person, capability)` and its like."""
    if function.__module__.endswith(".access"):
        return True
    rules = (rule for rule in map(bare, named(function)) if rule is not None and rule.__module__.endswith(".access"))
    return any(
        {"person", "capability"} <= set(rule.__code__.co_varnames[: rule.__code__.co_argcount]) for rule in rules
    )


def asked_by(functions: Iterable[FunctionType]) -> frozenset[str]:
    """The capabilities that these functions, and the querysets and deeds they reach, ask for."""
    asking = filter(_asks, reached(functions, except_in=ONLY_SHOWN))
    return frozenset(word for one in asking for word in words(one) if word in capabilities())


def _guarding(layer: FunctionType) -> tuple[str, frozenset[str]]:
    """What one wrapper of a page asks: a guard, any of some capabilities."""
    inside = dict(zip(layer.__code__.co_freevars, layer.__closure__ or (), strict=True))
    if layer.__code__.co_filename == user_passes_test.__code__.co_filename:
        return SIGNED_IN, frozenset()
    if followed_party in layer.__globals__.values() and "followed_party" in layer.__code__.co_names:
        return FOLLOW_CODE, frozenset()
    return "", frozenset(inside["any_of"].cell_contents if "any_of" in inside else ())


def _addresses(patterns: list[URLPattern | URLResolver], before: str = "/") -> Iterator[tuple[str, object]]:
    for one in patterns:
        route = before + re.sub(r"^\^|\\Z$|\$$", "", str(one.pattern))
        if isinstance(one, URLResolver):
            yield from _addresses(one.url_patterns, route)
        else:
            yield route, one.callback


def pages() -> list[Door]:
    """The pages, in the order of their addresses; doors of libraries are not among them."""
    found = []
    for address, callback in _addresses(get_resolver().url_patterns):
        outer, body = layers(callback), bare(callback)
        if body is None or address.startswith("/api/"):
            continue
        asked = [_guarding(layer) for layer in outer]
        guards = frozenset(guard for guard, _any_of in asked if guard)
        named = frozenset().union(*(any_of for _guard, any_of in asked)) or asked_by([body])
        found.append(Door(address, _methods(outer), purpose(body), guards, named, body.__module__))
    return sorted(found, key=lambda door: door.address)


def _methods(outer: list[FunctionType]) -> str:
    for layer in outer:
        inside = dict(zip(layer.__code__.co_freevars, layer.__closure__ or (), strict=True))
        if "request_method_list" in inside:
            return " ".join(inside["request_method_list"].cell_contents)
    return "any"


def operations() -> list[Door]:
    """The operations of the JSON API, in the order of its document."""
    found = []
    for router in api._get_bound_routers():
        for path, view in router.path_operations.items():
            address = "/api" + re.sub(r"\{\w+:(\w+)\}", r"{\1}", f"{router.prefix}{path}".replace("//", "/"))
            for one in view.operations:
                body = bare(one.view_func)
                assert body is not None
                guards = frozenset(
                    FOLLOW_CODE if isinstance(auth, FollowCode) else SIGNED_IN for auth in one.auth_callbacks
                )
                methods = " ".join(one.methods)
                found.append(Door(address, methods, purpose(body), guards, asked_by([body]), body.__module__))
    return found
