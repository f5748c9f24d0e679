"""What can be done on a screen can be done by the API (house habit 15): each page is tried against the document."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from concord.apps.disputes.views.deeds import DEEDS
from concord.apps.disputes.views.desk import TABS
from concord.config.api import api
from tests.api.pages import BROWSER_ONLY, OPERATIONS

DEED_OPERATIONS = {
    "refuse": "refuse",
    "join": "join",
    "department": "department",
    "resolve": "resolution",
    "contest": "contest",
    "boundary": "boundary",
    "take-up": "take-up",
    "decline": "decline",
    "reach": "parties",
    "appointment": "appointments",
    "offer": "offers",
    "recall": "settlement/recall",
    "sign": "settlement/signature",
    "end": "end",
    "visit": "visit",
    "objection": "objection",
}
TAB_OPERATIONS = {
    "story": ["story", "reports"],
    "parties": ["parties"],
    "papers": ["papers"],
    "tasks": ["tasks", "appointments"],
    "room": ["messages", "offers"],
    "settlement": ["settlement"],
    "links": ["links"],
}
BY_TABLE = {"disputes:deed": DEED_OPERATIONS, "disputes:tab": TAB_OPERATIONS}


def offered() -> set[str]:
    """Every operation of the document."""
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def screens(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The name of every page of ours; those of the sign-in library and of the API itself are not among them."""
    for one in patterns:
        if isinstance(one, URLResolver):
            if one.namespace != "api" and "allauth" not in str(one.urlconf_name):
                yield from screens(one.url_patterns, f"{one.namespace}:" if one.namespace else before)
        elif one.name:
            yield before + one.name


def test_every_page_has_its_operations() -> None:
    known = set(OPERATIONS) | set(BROWSER_ONLY) | set(BY_TABLE)
    assert set(screens(get_resolver().url_patterns)) - known == set(), "Give the new page its operation in the API."
    assert known - set(screens(get_resolver().url_patterns)) == set()


def test_every_deed_and_tab_of_a_dispute_has_its_operation() -> None:
    assert set(DEED_OPERATIONS) == set(DEEDS)
    assert set(TAB_OPERATIONS) == set(TABS)


def test_the_operations_are_all_offered() -> None:
    named = {operation for several in OPERATIONS.values() for operation in several}
    named |= {f"POST /disputes/{{pk}}/{name}" for name in DEED_OPERATIONS.values()}
    named |= {f"GET /disputes/{{pk}}/{name}" for several in TAB_OPERATIONS.values() for name in several}
    assert named - offered() == set()
