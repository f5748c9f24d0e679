"""What a function names, and what it reaches through the functions it names; read from its compiled code."""

import dis
import inspect
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise
from types import CodeType, FunctionType, ModuleType

PACKAGE = "concord."


def codes(code: CodeType) -> Iterator[CodeType]:
    """A function's code, and that of the functions written inside it."""
    yield code
    for constant in code.co_consts:
        if isinstance(constant, CodeType):
            yield from codes(constant)


@cache
def named(function: FunctionType) -> tuple[object, ...]:
    """Everything of its module, or of a module it imported, that a function mentions by name."""
    return tuple(_named(function))


def _named(function: FunctionType) -> Iterator[object]:
    for code in codes(function.__code__):
        for one, following in pairwise(dis.get_instructions(code)):
            if one.opname == "LOAD_GLOBAL" and one.argval in function.__globals__:
                value = function.__globals__[one.argval]
                yield getattr(value, str(following.argval), value) if isinstance(value, ModuleType) else value


def words(function: FunctionType) -> frozenset[str]:
    """The pieces of text that a function holds."""
    found = (constant for code in codes(function.__code__) for constant in code.co_consts)
    return frozenset(constant for constant in found if isinstance(constant, str))


def layers(door: object) -> list[FunctionType]:
    """A decorated function from its outermost wrapper to its own body."""
    found = []
    while isinstance(door, FunctionType):
        found.append(door)
        door = vars(door).get("__wrapped__")
    return found


def bare(value: object) -> FunctionType | None:
    """The body of a function of the platform, without its decorators; None for anything else."""
    if not callable(value):
        return None
    body = inspect.unwrap(value)
    return body if isinstance(body, FunctionType) and body.__module__.startswith(PACKAGE) else None


def reached(begin: Iterable[FunctionType], *, except_in: Iterable[str] = ()) -> list[FunctionType]:
    """The functions of the platform that these lead to, themselves first; modules with a part `except_in` are left."""
    left = set(except_in)
    found = dict.fromkeys(begin)
    waiting = list(found)
    while waiting:
        for value in named(waiting.pop()):
            body = bare(value)
            if body is not None and body not in found and not left & set(body.__module__.split(".")):
                found[body] = None
                waiting.append(body)
    return list(found)


def purpose(function: object) -> str:
    """The first line of its docstring."""
    return (inspect.getdoc(function) or "").split("\n", 1)[0]
