"""Work is counted to be shared out, and handed over at once exactly as a dry run showed it."""

from datetime import timedelta

import pytest
from django.utils import timezone

from concord.core.acts.models import Act
from concord.core.agenda.models import Task
from concord.core.agenda.selectors.waiting import Lights
from concord.core.agenda.selectors.workload import workload_of
from concord.core.agenda.services.leaving import BACK, SHARE, Wanted, hand_over, try_handover
from concord.core.agenda.tests.story import TODAY
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Organisation, Role
from concord.core.refusals import Refusal
from tests.ground.cast import BEGAN, Cast

STRANGERS = ["carol", "dora", "nina", "otto", "zed", "head"]


@pytest.fixture
def tasks(cast: Cast, matter: Matter) -> list[Task]:
    """What carol has for the centre: three steps, the last without a limit, and one that is bound to her."""
    declare_system()
    centre, carol = cast.body("centre"), cast["carol"]
    Membership.objects.create(
        person=cast["hugo"], organisation=centre, role=Role.objects.get(pk="centre_clerk"), starts=BEGAN
    )
    due = [TODAY - timedelta(1), TODAY + timedelta(1), None, TODAY]
    return Task.objects.bulk_create(
        Task(matter=matter, kind="mediate" if at == 3 else "step", organisation=centre, person=carol, opened_on=TODAY,
             due_on=day)
        for at, day in enumerate(due)
    )  # fmt: skip


def wanted(cast: Cast, to: str) -> Wanted:
    return Wanted(cast.body("centre").pk, cast["carol"].pk, to)


def holders(tasks: list[Task]) -> list[int | None]:
    declare_system()
    return [Task.objects.get(pk=task.pk).person_id for task in tasks]


def test_work_is_shared_out_to_those_who_have_least(cast: Cast, tasks: list[Task]) -> None:
    declare_system()
    Task.objects.create(matter=tasks[0].matter, kind="step", organisation=cast.body("centre"), person=cast["alice"],
                        opened_on=TODAY)  # fmt: skip
    alice, hugo = cast["alice"], cast["hugo"]
    plan = try_handover(wanted(cast, SHARE), by=alice, today=TODAY)
    assert plan.moves == ((tasks[0].pk, hugo.pk), (tasks[1].pk, min(alice.pk, hugo.pk)),
                          (tasks[2].pk, max(alice.pk, hugo.pk)))  # fmt: skip
    assert plan.stays == (tasks[3].pk,)
    assert holders(tasks) == [cast["carol"].pk] * 4


@pytest.mark.parametrize("to", ["hugo", BACK])
def test_it_is_done_as_it_was_seen_and_each_task_has_its_act(cast: Cast, tasks: list[Task], to: str) -> None:
    asked = wanted(cast, to if to == BACK else str(cast[to].pk))
    plan = try_handover(asked, by=cast["alice"], today=TODAY)
    assert hand_over(asked, plan.seen, reason="调离", by=cast["alice"], today=TODAY) == 3
    new = None if to == BACK else cast[to].pk
    assert holders(tasks) == [new, new, new, cast["carol"].pk]
    told = Act.objects.filter(kind="TaskPassedOn").values_list("payload", flat=True)
    assert [one["to"] for one in told] == [cast.body("centre").name if to == BACK else cast[to].name] * 3


def test_what_would_be_otherwise_by_now_is_looked_at_again(cast: Cast, tasks: list[Task]) -> None:
    plan = try_handover(wanted(cast, SHARE), by=cast["alice"], today=TODAY)
    declare_system()
    Task.objects.filter(pk=tasks[0].pk).update(done_at=timezone.now())
    for seen in (plan.seen, "x"):
        with pytest.raises(Refusal):
            hand_over(wanted(cast, SHARE), seen, reason="调离", by=cast["alice"], today=TODAY)
    assert holders(tasks[1:]) == [cast["carol"].pk] * 3


@pytest.mark.parametrize("to", ["dora", "otto", "sue", "zed"])
def test_nobody_gets_what_they_may_not_do_there(cast: Cast, tasks: list[Task], to: str) -> None:
    asked = wanted(cast, str(cast[to].pk))
    plan = try_handover(asked, by=cast["alice"], today=TODAY)
    assert plan.moves == ()
    with pytest.raises(Refusal):
        hand_over(asked, plan.seen, reason="调离", by=cast["alice"], today=TODAY)


@pytest.mark.parametrize("who", STRANGERS)
def test_only_who_leads_the_body_hands_over_or_looks(cast: Cast, tasks: list[Task], who: str) -> None:
    with pytest.raises(Organisation.DoesNotExist):
        try_handover(wanted(cast, SHARE), by=cast[who], today=TODAY)
    with pytest.raises(Organisation.DoesNotExist):
        hand_over(wanted(cast, SHARE), "x", reason="调离", by=cast[who], today=TODAY)
    with pytest.raises(Organisation.DoesNotExist):
        workload_of(cast[who], cast.body("centre").pk, TODAY)


def test_the_workload_counts_what_waits_and_what_was_done_lately(cast: Cast, tasks: list[Task]) -> None:
    declare_system()
    centre, carol = cast.body("centre"), cast["carol"]
    Task.objects.filter(pk=tasks[1].pk).update(done_at=timezone.now(), done_by=carol)
    Task.objects.filter(pk=tasks[2].pk).update(done_at=timezone.now() - timedelta(60), done_by=carol)
    Task.objects.create(matter=tasks[0].matter, kind="step", organisation=centre, opened_on=TODAY)
    Membership.objects.filter(person=carol).update(ends=TODAY - timedelta(1))
    load = workload_of(cast["alice"], centre.pk, TODAY)
    shown = {one.person.username: (one.lights, one.done, one.is_member) for one in load.people}
    assert shown == {
        "alice": (Lights(), 0, True), "carol": (Lights(2, 0, 1), 1, False), "hugo": (Lights(), 0, True)
    }  # fmt: skip
    assert (load.whole, load.untaken) == (Lights(3, 0, 1), Lights(1, 0, 0))


def test_the_workload_comes_by_pages(cast: Cast, tasks: list[Task]) -> None:
    seen, after = list[str](), 0
    while after is not None:
        load = workload_of(cast["alice"], cast.body("centre").pk, TODAY, after=after, size=1)
        seen += [one.person.username or "" for one in load.people]
        after = load.next
    assert sorted(seen) == ["alice", "carol", "hugo"]
