"""Who may do what: capabilities and the roles that hold them, doors and deeds and what they ask."""

from collections.abc import Iterable
from importlib.resources import files

import yaml

from concord.config.maps.deeds import deeds
from concord.config.maps.doors import FOLLOW_CODE, Door, capabilities, operations, pages
from concord.config.maps.tables import document, listed, table

REACH = {"place": "all in the place", "organisation": "of the organisation", "own": "one's own"}


def _roles() -> list[dict[str, str]]:
    return list(yaml.safe_load((files("concord") / "data/people/roles.yaml").read_text(encoding="utf-8"))["roles"])


def _held() -> str:
    roles = _roles()
    heads = ["capability", *(f"{role['en']} {role['zh']}" for role in roles)]
    reach = ["*reaches*", *(f"*{REACH[role['reach']]}*" for role in roles)]
    rows = [
        [f"`{name}`", *("●" if role["code"] in holders else "" for role in roles)]
        for name, holders in capabilities().items()
    ]
    return table(heads, [reach, *rows])


def for_whom(door: Door) -> str:
    """Whom a door lets in, in words."""
    if door.capabilities:
        return listed(door.capabilities)
    if FOLLOW_CODE in door.guards:
        return "a party, by follow code"
    return "whoever has signed in, their own things" if door.guards else "everyone"


def _doors(doors: Iterable[Door]) -> str:
    rows = ([f"`{door.methods} {door.address}`", door.purpose, for_whom(door)] for door in doors)
    return table(["door", "what for", "opens to"], rows)


def _deeds() -> str:
    rows = ([f"`{deed.name}`", deed.purpose, listed(deed.capabilities) or "–"] for deed in deeds())
    return table(["deed", "what it does", "asks the actor for"], rows)


def unasked() -> list[str]:
    """The capabilities that roles hold and nothing asks for yet."""
    doors = [*pages(), *operations()]
    asked = {name for door in doors for name in door.capabilities} | {
        name for deed in deeds() for name in deed.capabilities
    }
    return sorted(set(capabilities()) - asked)


def rights() -> str:
    """The document of rights."""
    words = (
        "A person holds a capability by a role in an organisation, within a place and a period. Code names "
        "capabilities; data (`src/concord/data/people/roles.yaml`) says who holds them. What a person may not reach "
        "does not exist for them: such a door answers 404. Several capabilities in a row: the door asks for one to "
        "enter and for another on the way, or accepts either."
    )
    return document(
        "Rights",
        words,
        "## Who holds what",
        _held(),
        f"Held, and asked for by nothing yet: {listed(unasked()) or 'none'}.",
        "## Pages",
        _doors(pages()),
        "The operations of the JSON API, and whom they open to, stand in [api.md](api.md).",
        "## Deeds",
        "A dash: the deed is called with the party or the queryset that its door fetched, or by the platform itself.",
        _deeds(),
    )
