"""Typeset PDF papers with Typst and the fonts that come with the platform."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst


@cache
def font_folder() -> Path:
    """Where the Chinese fonts of the installation lie."""
    found = find_spec("pylopdf_fonts_zh_cn")
    if found is None or found.origin is None:
        raise RuntimeError("The package with the Chinese fonts is not installed; run `make setup`.")
    return Path(found.origin).parent


def typeset(template: Path, facts: dict[str, object]) -> bytes:
    """The PDF of a Typst template; `facts` reach it as JSON text in `sys.inputs.facts`, never as code.

    A picture goes in as the text of an SVG.
    """
    inputs = {"facts": json.dumps(facts, ensure_ascii=False, default=str)}
    made = typst.compile(template, sys_inputs=inputs, font_paths=[font_folder()], ignore_system_fonts=True)
    return bytes(made)
