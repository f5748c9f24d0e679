"""What a resident misses is put right by the body that handled it, and the resident is told (G5, D9)."""

import pytest

from concord.apps.grassroots.evaluation.listeners import tell_body
from concord.apps.grassroots.evaluation.models import PutRight
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.apps.grassroots.evaluation.tests.told import asked_by_link
from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.matters.access import declare_system
from concord.core.notices.models import Notice

DONE = "今天上午已把沟挖通，请再看看。"
WHO = [
    ("tess", 200, 200),
    ("ted", 200, 200),
    ("sue", 200, 404),
    ("dora", 404, 404),
    ("nico", 404, 404),
    ("bo", 404, 404),
]


def asked_for(month: Month) -> PutRight:
    """Someone wants the township to put it right."""
    [key] = asked_by_link(month)
    month.browser().post(f"/a/{key}/", {"answer": "not", "missing": ["undone"], "words": "还堵", "put_right": "on"})
    declare_system()
    return PutRight.objects.get()


@pytest.mark.parametrize(("who", "reads", "does"), WHO)
def test_the_body_puts_it_right_and_nobody_else(month: Month, who: str, reads: int, does: int) -> None:
    pk, client = asked_for(month).pk, month.browser(who)
    assert client.get(f"/desk/evaluation/put-right/{pk}/").status_code == reads
    assert client.get(f"/api/evaluation/put-right/{pk}").status_code == reads
    assert client.get(f"/desk/evaluation/tasks/{pk}/").status_code == (302 if reads == 200 else 404)
    assert client.send(f"/api/evaluation/put-right/{pk}", {"what": DONE}).status_code == does
    declare_system()
    assert (PutRight.objects.get().done_at is not None) is (does == 200)


def test_the_resident_is_told_and_the_task_ends(month: Month) -> None:
    pk, tess = asked_for(month).pk, month.browser("tess")
    address = f"/desk/evaluation/put-right/{pk}/"
    assert tess.post(address, {"what": " "}).status_code == 422
    assert tess.post(address, {"what": DONE}).status_code == 302
    declare_system()
    message = Notice.objects.get(template="PutRightDone")
    assert (message.address, DONE in message.body) == ("13922220001", True)
    assert Task.objects.get(pk=pk).done_at is not None
    assert Act.objects.get(kind="PutRightDone").visibility == "parties"
    assert PutRight.objects.get().party_id is None
    assert tess.post(address, {"what": DONE}).status_code == 409
    assert DONE in tess.get("/desk/evaluation/put-right/").content.decode() or tess.get(address).status_code == 200


def test_the_body_hears_of_it(month: Month) -> None:
    asked_for(month)
    tell_body(list(Act.objects.filter(kind="PutRightAsked")))
    told = Notice.objects.filter(template="PutRightAsked").values_list("person__username", flat=True)
    assert sorted(told) == ["ted", "tess"]
