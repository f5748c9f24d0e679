"""Every deed of staff has two doors, a screen and a JSON operation; a test knocks at both with the same words."""

from collections.abc import Callable
from typing import Literal

from django.http import HttpResponse
from django.urls import reverse

from concord.apps.disputes.tests.browsers import knocks
from concord.apps.disputes.tests.told import Told

Said = dict[str, object]
Door = Literal["screen", "api"]
DOORS: tuple[Door, ...] = ("screen", "api")
DONE = 200
SIGN_IN = 401
BODIES = ("committee", "lead", "responsible", "points_to")
# The deeds whose operation has another name than their screen.
OPERATIONS = {"resolve": "resolution", "reach": "parties", "appointment": "appointments", "offer": "offers"}
OPERATIONS |= {"draft": "settlement", "recall": "settlement/recall", "sign": "settlement/signature"}


def _known(told: Told, said: Said) -> Said:
    """What is said, with the keys of the people, bodies and parties that it names."""
    keys: Said = {}
    for name, value in said.items():
        if name == "mediator" and isinstance(value, str):
            keys[name] = told.cast[value].pk
        elif name in BODIES and isinstance(value, str):
            keys[name] = told.cast.body(value).pk
        elif name == "joint" and isinstance(value, list):
            keys[name] = [told.cast.body(str(one)).pk for one in value]
        elif name == "party" and isinstance(value, str):
            keys[name] = told.party(value).pk
        else:
            keys[name] = value
    return keys


def _draft(said: Said) -> Said:
    promises = said.get("promises", [])
    assert isinstance(promises, list)
    typed: Said = {"terms": said["terms"], "promises-TOTAL_FORMS": len(promises), "promises-INITIAL_FORMS": 0}
    for number, promise in enumerate(promises):
        typed |= {f"promises-{number}-{name}": value for name, value in promise.items()}
    return typed


TYPED: dict[str, Callable[[Said], Said]] = {
    "accept": lambda said: said | {"tags": ",".join(said.get("tags", []))},  # type: ignore[call-overload]
    "mediator": lambda said: {"mediator": f"{said.get('mediator')}-{said.get('committee')}"},
    "reach": lambda said: {"party_pk" if name == "party" else name: value for name, value in said.items()},
    "appointment": lambda said: said | {key: str(said[key])[:16] for key in ("starts_at", "ends_at") if key in said},
    "objection": lambda said: said | {"upheld": "yes" if said.get("upheld") else "no"},
    "draft": _draft,
}
PAGES = {"accept", "mediator", "draft", "reveal", "speak"}


def _on_screen(told: Told, who: str, deed: str, said: Said) -> HttpResponse:
    page = reverse(f"disputes:{deed}", args=[told.pk]) if deed in PAGES else ""
    typed = {name: value for name, value in TYPED.get(deed, dict)(said).items() if value is not None}
    return knocks(told, who).post(page or reverse("disputes:deed", args=[told.pk, deed]), typed)


def knock(told: Told, who: str, deed: str, said: Said, door: Door) -> HttpResponse:
    """Try a deed on a dispute by one of its doors."""
    known = _known(told, said)
    if door == "screen":
        return _on_screen(told, who, deed, known)
    return knocks(told, who).send(f"/api/disputes/{told.pk}/{OPERATIONS.get(deed, deed)}", known)


def answered(response: HttpResponse) -> int:
    """What a door answered: `DONE`, `SIGN_IN` (or a code to follow), or the status of its "no"."""
    leads_to = response.headers.get("Location", "")
    if leads_to.startswith(("/accounts/login", "/follow/")):
        return SIGN_IN
    return DONE if response.status_code in {200, 201, 302} else response.status_code
