"""How residents found it: with the interval, and with who was asked and who answered."""

import pytest
from django.utils import timezone

from concord.apps.grassroots.evaluation.selectors.satisfaction import wilson
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter


def test_the_interval_is_wilsons() -> None:
    assert wilson(8, 10) == (49.0, 94.3)
    assert (wilson(0, 0), wilson(0, 5)[0], wilson(5, 5)[1]) == ((0.0, 100.0), 0.0, 100.0)


@pytest.mark.parametrize(("who", "asked"), [("sue", 3), ("alice", 3), ("nico", 0), ("tess", 0)])
def test_who_was_asked_stands_beside_what_was_answered(month: Month, who: str, asked: int) -> None:
    declare_system()
    disputes = Matter.objects.filter(kind="dispute").order_by("pk")
    disputes.update(is_open=False, closed_at=month.tasks[1].done_at)
    Matter.objects.filter(pk=disputes[0].pk).update(topic="C05-1")
    Act.objects.create(kind="DisputeRated", matter_id=disputes[0].pk, payload={"score": 5}, at=timezone.now())
    found = month.browser(who).get("/api/evaluation/satisfaction", {"period": month.over.code}).json()
    assert (found["asked"], found["answered"], found["content"]) == (asked, int(asked > 0), int(asked > 0))
    assert found["differs"] is (asked > 0)  # all answers are of one category
    assert month.browser(who).get("/desk/evaluation/satisfaction/").status_code == 200
