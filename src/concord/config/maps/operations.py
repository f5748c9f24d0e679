"""The operations of the JSON API, short enough to read through; `/api/docs` has every field."""

from collections.abc import Iterator

from concord.config.api import api
from concord.config.maps.doors import Door
from concord.config.maps.doors import operations as all_operations
from concord.config.maps.rights import for_whom
from concord.config.maps.tables import document, table

METHODS = ("get", "post", "put", "patch", "delete")


def _tag_of() -> dict[tuple[str, str], str]:
    """The heading of each operation, by method and address, from the OpenAPI document."""
    paths: dict[str, dict[str, dict[str, list[str]]]] = api.get_openapi_schema()["paths"]
    return {
        (method.upper(), address): (told.get("tags") or ["other"])[0]
        for address, methods in paths.items()
        for method, told in methods.items()
        if method in METHODS
    }


def _under(tag: str, tags: dict[tuple[str, str], str]) -> Iterator[Door]:
    return (one for one in all_operations() if tags.get((one.methods, one.address), "other") == tag)


def operations() -> str:
    """The document of the API."""
    tags = _tag_of()
    parts = []
    for tag in dict.fromkeys(tags.values()):
        rows = ([one.methods, f"`{one.address}`", one.purpose, for_whom(one)] for one in _under(tag, tags))
        parts += [f"## {tag.capitalize()}", table(["method", "path", "what it does", "opens to"], rows)]
    words = f"{len(tags)} operations. {api.description} The whole document: `/api/openapi.json`."
    return document("API", words.replace("\n", " "), *parts)
