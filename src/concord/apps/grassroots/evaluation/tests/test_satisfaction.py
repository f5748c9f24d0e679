"""How residents found it: with the interval, and with who was asked and who answered; of few, no share (G5)."""

import pytest
from django.utils import timezone
from django.utils.timezone import localdate

from concord.apps.grassroots.evaluation.models import Asking
from concord.apps.grassroots.evaluation.periods import period
from concord.apps.grassroots.evaluation.selectors.satisfaction import satisfaction_of, wilson
from concord.apps.grassroots.evaluation.tests.conftest import Month
from concord.apps.grassroots.evaluation.tests.told import asked_by_link
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter


def test_the_interval_is_wilsons() -> None:
    assert wilson(8, 10) == (49.0, 94.3)
    assert (wilson(0, 0), wilson(0, 5)[0], wilson(5, 5)[1]) == ((0.0, 100.0), 0.0, 100.0)


def rated(month: Month, good: int, bad: int, silent: int) -> None:
    """Disputes of the month that ended: those about wages were rated, the others not."""
    declare_system()
    for number, score in enumerate([5] * good + [2] * bad + [0] * silent):
        matter = Matter.objects.create(
            number=f"JF-{number}", kind="dispute", title="纠纷", place_id=month.cast.township, stage="ended",
            law_as_of=month.over.first, is_open=False, closed_at=month.tasks[1].done_at,
            topic="C05-1" if score else "C08-1",
        )  # fmt: skip
        if score:
            Act.objects.create(kind="DisputeRated", matter_id=matter.pk, payload={"score": score}, at=timezone.now())


@pytest.mark.parametrize(("who", "asked"), [("sue", 11), ("alice", 11), ("nico", 0), ("tess", 0)])
def test_who_was_asked_stands_beside_what_was_answered(month: Month, who: str, asked: int) -> None:
    rated(month, good=4, bad=2, silent=5)
    found = month.browser(who).get("/api/evaluation/satisfaction", {"period": month.over.code}).json()
    sees = asked > 0
    assert (found["asked"], found["answered"], found["content"]) == (asked, 6 * sees, 4 if sees else None)
    assert found["differs"] is sees  # all answers are of one category
    assert [one["asked"] for one in found["channels"]] == [asked, 0, 0]
    assert month.browser(who).get("/desk/evaluation/satisfaction/").status_code == 200


def test_of_few_answers_no_share_is_shown_and_small_groups_have_no_name(month: Month) -> None:
    rated(month, good=3, bad=1, silent=4)
    asked = {"period": month.over.code}
    found = month.browser("sue").get("/api/evaluation/satisfaction", asked, headers={"Accept-Language": "en"}).json()
    assert (found["answered"], found["content"], found["lowest"]) == (4, None, None)
    assert [(one["name"], one["asked"]) for one in found["groups"] if one["kind"] == "category"] == [("all others", 8)]


def test_each_way_of_asking_has_its_own_answers(month: Month) -> None:
    keys = asked_by_link(month, 7)
    for number, key in enumerate(keys[:6]):
        said = ["content", "content", "content", "content", "not", "declined"][number]
        missing = ["slow"] if said == "not" else []
        assert month.browser().send(f"/api/asked/{key}", {"answer": said, "missing": missing}).status_code == 200
    over = period(f"{localdate():%Y-%m}")
    assert over is not None
    found = satisfaction_of(month.cast["sue"], over)
    link = found.channels[1]
    assert (link.asked, link.answered, link.declined, link.content, link.rate) == (7, 5, 1, 4, 71)
    assert (found.whole.asked, found.whole.answered, found.whole.share) == (7, 5, 80)
    declare_system()
    assert Asking.objects.filter(state="asked").count() == 1
