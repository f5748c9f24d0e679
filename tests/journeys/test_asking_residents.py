"""A sighting is closed, whom it concerns is asked by a message, misses something, and it is put right (G1, G5, D9)."""

import re
from datetime import date, timedelta
from unittest import mock

import pytest
from django.test import Client
from django.utils.timezone import localdate

from concord.apps.grassroots.evaluation import jobs
from concord.apps.grassroots.sensing.models import Sighting
from concord.apps.grassroots.sensing.services.handling import close_sighting, handle_on_site
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting
from concord.core.acts.models import Act
from concord.core.acts.relay import listeners
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice
from concord.core.people.models import Membership, Person, Place, Role
from tests.ground.cast import Cast

PHONE = "13911110001"
LOT = "concord.apps.grassroots.evaluation.services.asking.secrets.randbelow"
TODAY = "concord.apps.grassroots.evaluation.jobs.localdate"


@pytest.fixture
def closed(cast: Cast) -> Sighting:
    """tess saw a blocked drain, had it looked at, and closed it."""
    tess = Person.objects.create(username="tess", name="葛敏", password="!")
    role, body = Role.objects.get(pk="township_coordinator"), cast.body("township")
    Membership.objects.create(person=tess, organisation=body, role=role, starts=date(2025, 1, 1))
    village = Place.objects.filter(parent=cast.township).order_by("code")[0]
    seen = Seen(words="水沟堵了。", kind="P08", place_id=village.pk, sent_key="key-0001", name="王小波", phone=PHONE)
    made = report_sighting(seen, by=tess, today=localdate())
    handle_on_site(made.pk, what="疏通过一次。", by=tess)
    close_sighting(made.pk, outcome="已复查。", by=tess)
    return made


def messages() -> list[str]:
    """What was sent to the resident's phone."""
    declare_system()
    sent = Notice.objects.filter(channel="sms").order_by("pk")
    return [one.body for one in sent if one.address == PHONE]


def asked(closed: Sighting) -> str:
    """The worker hears of the end, and some mornings later asks; the address in the message."""
    declare_system()
    act = Act.objects.get(kind="SightingClosed", matter_id=closed.pk)
    for listener in listeners[act.kind]:
        listener([act])
    with mock.patch(LOT, return_value=99), mock.patch(TODAY, return_value=localdate() + timedelta(days=7)):
        jobs.ask_residents()
    [message] = messages()
    found = re.search(r"/a/\w+/", message)
    assert found is not None
    return found.group()


def test_what_a_resident_misses_is_put_right(cast: Cast, closed: Sighting, client: Client) -> None:
    address = asked(closed)
    said = {"answer": "not", "missing": ["undone"], "words": "还是堵。", "put_right": "on"}
    assert client.post(address, said).status_code == 200
    declare_system()
    task = Task.objects.get(kind="put_right", matter=closed.matter_id)
    client.force_login(cast["tess"])
    assert f"/desk/evaluation/tasks/{task.pk}/" in client.get("/desk/work/").content.decode()
    page = client.get(f"/desk/evaluation/tasks/{task.pk}/", follow=True).content.decode()
    assert "还是堵。" in page
    assert client.post(f"/desk/evaluation/put-right/{task.pk}/", {"what": "今天已挖通。"}).status_code == 302
    assert "今天已挖通。" in messages()[-1]
    assert str(task.pk) not in re.findall(r"/desk/evaluation/tasks/(\d+)/", client.get("/desk/work/").content.decode())


def test_who_is_content_hears_no_more(closed: Sighting, client: Client) -> None:
    assert client.post(asked(closed), {"answer": "content"}).status_code == 200
    assert len(messages()) == 1
    declare_system()
    assert not Task.objects.filter(kind="put_right").exists()
