"""Four operators beside oscar, who runs the county: who else may do what he does, and who may not."""

from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from concord.core.people.models import Membership, Person, Role
from tests.ground.cast import BEGAN, Cast

# Who · at which body · ended yesterday?
OPERATORS = {
    "olga": ("centre", False),
    "tom": ("township", False),
    "nora": ("next_centre", False),
    "ivy": ("centre", True),
}
Browser = Callable[[str], Client]


@pytest.fixture(autouse=True)
def english(settings: object) -> Iterator[None]:
    settings.LANGUAGE_CODE = "en"  # type: ignore[attr-defined]
    cache.clear()
    with translation.override("en"):
        yield


@pytest.fixture(autouse=True)
def operators(cast: Cast) -> None:
    """olga runs the county too, tom one township, nora the next county; ivy's time as operator ended yesterday."""
    for who, (at, is_over) in OPERATORS.items():
        person = Person.objects.create(username=who, name=who.title(), password=cast["oscar"].password)
        ends = localdate() - timedelta(days=1) if is_over else None
        role = Role.objects.get(pk="operator")
        Membership.objects.create(person=person, organisation=cast.body(at), role=role, starts=BEGAN, ends=ends)


@pytest.fixture
def browser(cast: Cast) -> Browser:
    """A browser of one of the people."""

    def opened(who: str) -> Client:
        client = Client()
        client.force_login(cast[who], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return opened
