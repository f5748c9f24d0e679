"""The operator's doors as tests knock at them."""

import re
from datetime import timedelta

from django.http import HttpResponse
from django.test import Client
from django.utils.timezone import localdate

from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.people.models import Person
from tests.ground.cast import Cast

AT = "/desk/staffing"
TODAY = localdate()
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
SECRET = re.compile(r'class="tabular secret">([a-z2-9]{4}(?:-[a-z2-9]{4}){3})<')


def role_at(cast: Cast, body: str, role: str = "centre_clerk", **more: object) -> dict[str, object]:
    """What is typed to give a role."""
    return {"organisation": cast.body(body).pk, "role": role, "starts": TODAY.isoformat(), **more}


def entered(client: Client, cast: Cast, body: str = "centre", **more: object) -> HttpResponse:
    """Enter a new clerk, 赵新."""
    return client.post(f"{AT}/people/new/", role_at(cast, body, name="赵新", username="zhao.xin", **more))


def password_shown(client: Client, person: Person) -> str:
    """The one-time password on a person's page; empty where none is shown."""
    found = SECRET.search(client.get(f"{AT}/people/{person.pk}/").content.decode())
    return found[1] if found else ""


def recorded() -> list[tuple[str, dict[str, object]]]:
    """What operators did, by kind and what it holds, in order."""
    declare_system()
    return [(act.kind, act.payload) for act in Act.objects.filter(matter_id=None).order_by("pk")]
