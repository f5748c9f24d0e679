"""What came in bulk is compared by a run that shows how far it is, is stopped, killed, and goes on where it was."""

from contextlib import suppress

import pytest

from concord.core.linking import running
from concord.core.linking.models import Compared, Found, Pair, Run
from concord.core.matters.access import declare_system
from tests.linking.county import AT_THE_WINDOW, BY_PHONE, County, hear, post


@pytest.fixture
def bulk(county: County, monkeypatch: pytest.MonkeyPatch) -> County:
    """Six records that nobody has compared, taken two at a time."""
    monkeypatch.setattr(running, "AT_ONCE", 2)
    for name, phone in (("张三丰", "13900001111"), ("欧阳云海", "13722223333"), ("赵大川", "18655557777")):
        county.new(BY_PHONE, phone=phone, name=name)
        county.new(AT_THE_WINDOW, phone=phone, name=name)
    return county


def begun(county: County) -> int:
    """A run that the operator began."""
    answer = post(county.browser("oscar"), "/linking/runs")
    assert (answer.status_code, answer.json()["wanted"]) == (201, 6)
    return int(answer.json()["id"])


def machine_pairs() -> set[tuple[int, int]]:
    declare_system()
    return set(Pair.objects.filter(state=Pair.State.JOINED).values_list("left", "right"))


def test_a_run_links_what_came_in_bulk_as_one_by_one_would(bulk: County) -> None:
    run = begun(bulk)
    while running.run_on(run, pages=1):
        pass
    told = bulk.browser("oscar").get(f"/api/linking/runs/{run}").json()
    assert (told["step"], told["indexed"], told["joined"]) == ("done", 6, 3)
    assert told["pairs"] == told["decided"] == told["joined"] + told["proposed"]
    declare_system()
    pairs, keys = machine_pairs(), sorted(Compared.objects.values_list("pk", flat=True))
    assert pairs == set(zip(keys[::2], keys[1::2], strict=True))
    assert (Found.objects.count(), len(bulk.leads())) == (0, 6)


def die(*_args: object, **_kwargs: object) -> None:
    """A worker is killed before its page is written."""
    raise KeyboardInterrupt


@pytest.mark.parametrize("page", [1, 3, 5, 6, 8])
def test_a_worker_that_dies_on_any_page_changes_nothing_of_the_end(
    bulk: County, page: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    run = begun(bulk)
    running.run_on(run, pages=page - 1)
    with monkeypatch.context() as patched:
        patched.setattr(Run, "save", die)
        with suppress(KeyboardInterrupt):  # after its last page the run has ended, and nothing is left to die on
            running.run_on(run, pages=1)
    while running.run_on(run):
        pass
    declare_system()
    ended = Run.objects.get(pk=run)
    assert (ended.step, ended.indexed, ended.joined, len(machine_pairs())) == ("done", 6, 3, 3)


def test_it_is_stopped_goes_on_and_is_not_begun_twice(bulk: County) -> None:
    run, oscar = begun(bulk), bulk.browser("oscar")
    assert post(oscar, "/linking/runs").status_code == 409
    running.run_on(run, pages=1)
    assert post(oscar, f"/linking/runs/{run}/stop").json()["is_stopped"]
    assert not running.run_on(run)
    assert "Go on" in oscar.get(f"/desk/linking/runs/{run}/").content.decode()
    assert post(oscar, f"/linking/runs/{run}/resume").status_code == 200
    while running.run_on(run):
        pass
    assert len(machine_pairs()) == 3


@pytest.mark.parametrize("who", ["alice", "zed"])
def test_only_operators_compare_everything(bulk: County, who: str) -> None:
    run, other = begun(bulk), bulk.browser(who)
    assert other.get(f"/api/linking/runs/{run}").status_code == 404
    assert post(other, f"/linking/runs/{run}/stop").status_code == 404
    assert post(other, "/linking/runs").status_code == 404
    assert other.get("/desk/linking/runs/").status_code == 404


def test_decided_pairs_survive_a_run(bulk: County) -> None:
    first, second = bulk.matters()[:2]
    hear(first)
    hear(second)
    alice = bulk.browser("alice")
    assert post(alice, f"/linking/pairs/{bulk.pair(first, second).pk}/apart").status_code == 200
    run = int(post(bulk.browser("oscar"), "/linking/runs").json()["id"])
    while running.run_on(run):
        pass
    assert bulk.pair(first, second).state == Pair.State.APART
    assert len(machine_pairs()) == 2
