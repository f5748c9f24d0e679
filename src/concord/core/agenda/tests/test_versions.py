"""What is published never changes; moving a run is tried dry, and refused where work begun would be lost."""

import pytest
from django.db import DatabaseError, transaction

from concord.core.acts.models import Act
from concord.core.agenda.models import Run, ScenarioVersion
from concord.core.agenda.services.moving import Move, move_to_version, try_move
from concord.core.agenda.services.publishing import publish, publish_scenario, retire_scenario
from concord.core.agenda.services.running import start_scenario
from concord.core.agenda.tests.conftest import Steps
from concord.core.agenda.tests.story import DITCH, SURVEY, TODAY, do, states
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from tests.ground.cast import Cast

SECOND = DITCH.replace("version: 1", "version: 2")
PHOTO = "  photo: {stage: look, name: 拍照, owner: hrss.site, after: [accept], deadline: {days: 1}}\n"


def test_publishing_checks_first_and_the_same_again_is_the_same(cast: Cast, run: Run) -> None:
    assert publish_scenario(DITCH, by=cast["alice"]) == ScenarioVersion.objects.get(code="ditch")
    publish_scenario(SECOND, by=cast["alice"])
    for source in (SECOND + PHOTO, SECOND.replace("after: [accept]", "after: [moon]"), "code: ["):
        with pytest.raises(Refusal):
            publish_scenario(source, by=cast["alice"])
    assert ScenarioVersion.objects.filter(code="ditch").count() == 2


@pytest.mark.parametrize("who", ["carol", "dora", "sue", "otto", "bo"])
def test_only_those_who_may_publish_and_retire(cast: Cast, run: Run, who: str) -> None:
    with pytest.raises(Person.DoesNotExist):
        publish_scenario(SECOND, by=cast[who])
    with pytest.raises(Person.DoesNotExist):
        retire_scenario("ditch", 1, by=cast[who])
    assert not ScenarioVersion.objects.filter(version=2).exists()


def test_a_scenario_is_not_published_before_what_it_calls(cast: Cast) -> None:
    with pytest.raises(Refusal, match="survey"):
        publish_scenario(DITCH, by=cast["alice"])
    publish_scenario(SURVEY, by=cast["alice"])
    publish_scenario(DITCH, by=cast["alice"])


@pytest.mark.parametrize("change", [{"source": SECOND}, {"version": 9}, {"title": "别名"}])
def test_the_database_keeps_what_is_published(cast: Cast, run: Run, change: dict[str, object]) -> None:
    with pytest.raises(DatabaseError), transaction.atomic():
        ScenarioVersion.objects.filter(code="ditch").update(**change)
    with pytest.raises(DatabaseError), transaction.atomic():
        ScenarioVersion.objects.filter(code="ditch")._raw_delete("default")  # type: ignore[attr-defined]
    assert ScenarioVersion.objects.get(code="ditch").source == DITCH


def test_a_retired_version_is_not_started_and_what_runs_goes_on(cast: Cast, run: Run) -> None:
    retire_scenario("ditch", 1, by=cast["alice"])
    with pytest.raises(Refusal):
        start_scenario(run.matter_id, "ditch", {}, by=cast["alice"], today=TODAY)
    with pytest.raises(Refusal):
        retire_scenario("ditch", 1, by=cast["alice"])
    do(cast, run, "accept")
    assert states(run)["site"] == "open"


def test_a_move_does_what_the_dry_run_showed(cast: Cast, run: Run) -> None:
    do(cast, run, "accept")
    publish(SECOND + PHOTO, by=None)
    seen = try_move(run.pk, 2, by=cast["alice"])
    assert seen == Move(2, opens=("photo",))
    assert states(run) == {"accept": "done", "site": "open", "road": "open"}
    with pytest.raises(Run.DoesNotExist):
        move_to_version(run.pk, seen, by=cast["carol"], today=TODAY)
    move_to_version(run.pk, seen, by=cast["alice"], today=TODAY)
    assert states(run) == {"accept": "done", "site": "open", "road": "open", "photo": "open"}
    run.refresh_from_db()
    assert (run.version.version, Act.objects.filter(kind="ScenarioMoved").count()) == (2, 1)


def test_a_move_is_refused_where_work_begun_would_lie_before_an_unsettled_step(cast: Cast, run: Run) -> None:
    do(cast, run, "accept", "site")
    publish((SECOND + PHOTO).replace("name: 现场查看, owner: hrss.site, after: [accept]",
                                     "name: 现场查看, owner: hrss.site, after: [photo]"), by=None)  # fmt: skip
    seen = try_move(run.pk, 2, by=cast["alice"])
    assert "现场查看" in seen.problem
    with pytest.raises(Refusal):
        move_to_version(run.pk, seen, by=cast["alice"], today=TODAY)
    run.refresh_from_db()
    assert run.version.version == 1


def test_a_run_that_went_on_is_tried_again(cast: Cast, run: Run, step: Steps) -> None:
    publish(SECOND + PHOTO, by=None)
    seen = try_move(run.pk, 2, by=cast["alice"])
    do(cast, run, "accept")
    with pytest.raises(Refusal):
        move_to_version(run.pk, seen, by=cast["alice"], today=TODAY)
    assert states(run) == {"accept": "done", "site": "open", "road": "open"}
