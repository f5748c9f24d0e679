"""The rules: each a small function over a case, under its id; what it says to people is in `data/contracts`."""

from importlib import import_module
from pkgutil import iter_modules

from concord.engines.review.registry import LOOKS

FAMILIES = tuple(import_module(f"{__name__}.{one.name}") for one in iter_modules(__path__))

__all__ = ["FAMILIES", "LOOKS"]
