"""In any world, each door shows a person exactly the disputes within their capabilities, and no other (K8).

Worlds are invented (`core/matters/tests/worlds.py`): bodies, memberships with periods, places and parts in matters.
What a door shows is compared with the plain rule written there a second time.
"""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from io import BytesIO

import pytest
from django.db import transaction
from django.db.models import QuerySet
from django.utils.timezone import localdate
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from concord.apps.disputes import access
from concord.apps.disputes.models import Contest, Dispute
from concord.apps.disputes.tests.browsers import Browser
from concord.apps.disputes.tests.told import forget_who_asks, told_to
from concord.core.matters.access import declare_system, matters_of_party
from concord.core.matters.models import Matter
from concord.core.matters.search import enter_for_search
from concord.core.matters.tests.worlds import Case, World, build, may_see, worlds
from concord.core.papers.services import keep_made
from concord.core.people.models import Membership, Organisation, Person, Role
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
few = settings(
    max_examples=12,
    deadline=None,
    phases=[Phase.explicit, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
fewest = settings(few, max_examples=5)
WORDS = "包工头拖欠工资三个月"
CAPABILITY_OF: dict[Callable[[Person], QuerySet[Dispute] | QuerySet[Matter]], str] = {
    access.matters_seen_by: "see_dispute",
    access.matters_exported_by: "export_disputes",
    access.disputes_seen_by: "see_dispute",
    access.disputes_triaged_by: "triage_dispute",
    access.disputes_run_by: "assign_mediator",
    access.disputes_reopened_by: "reopen_dispute",
    access.disputes_revealed_to: "reveal_personal",
    access.disputes_mediated_by: "mediate",
}
# The same gates for one dispute at a time, whose SQL is kept (`core/questions.py`).
CAPABILITY_OF_ONE: dict[Callable[[Person, int], Dispute], str] = {
    access.dispute_seen_by: "see_dispute",
    access.dispute_triaged_by: "triage_dispute",
    access.dispute_handled_by: "handle_dispute",
}
ALL = sorted({*CAPABILITY_OF.values(), *CAPABILITY_OF_ONE.values(), "decide_boundary"})


def one_by_one(fetch: Callable[[Person, int], Dispute], asker: Person, keys: Iterable[int]) -> set[int]:
    """Which of these disputes a gate for one lets through."""
    opened = set()
    for key in keys:
        with suppress(Dispute.DoesNotExist):
            opened.add(fetch(asker, key).pk)
    return opened


def _dispute(matter: Matter, asker: Person, case: Case) -> None:
    mediates = any(part.person == 0 and part.part == "mediator" and not part.ended for part in case.parts)
    dispute = Dispute.objects.create(matter=matter, words=WORDS, mediator=asker if mediates else None)
    enter_for_search(matter, [WORDS])
    keep_made(matter, b"%PDF-", title="t", filename="a.pdf", kind="document", by=None)
    body = matter.lead or Organisation.objects.earliest("pk")
    Contest.objects.create(dispute=dispute, organisation=body, reason="r", raised_by=asker, due_on=localdate())


@contextmanager
def built(world: World, capabilities: set[str]) -> Iterator[tuple[Person, dict[int, Case]]]:
    """A world of disputes for the length of this block, with nobody declared to the database."""
    with transaction.atomic():
        declare_system()
        asker, cases = build(world, localdate(), capabilities)
        for matter in Matter.objects.select_related("lead").filter(pk__in=cases):
            Matter.objects.filter(pk=matter.pk).update(stage="reported", number=f"JF-{matter.pk:07}-X")
            matter.number = f"JF-{matter.pk:07}-X"
            _dispute(matter, asker, cases[matter.pk])
        forget_who_asks()
        yield asker, cases
        transaction.set_rollback(True)


def allowed(world: World, cases: dict[int, Case]) -> set[int]:
    return {key for key, case in cases.items() if may_see(world, case)}


@few
@given(world=worlds, held=st.sets(st.sampled_from(ALL)))
def test_each_capability_reaches_its_own_disputes_and_lends_nothing_to_the_others(
    db: None, world: World, held: set[str]
) -> None:
    with built(world, held) as (asker, cases):
        for fetch, capability in CAPABILITY_OF.items():
            shown = set(fetch(asker).values_list("pk", flat=True))
            may = allowed(world, cases) if capability in held else set()
            if capability == "mediate":
                may &= set(Dispute.objects.filter(mediator=asker).values_list("pk", flat=True))
            assert shown == may, capability
        for one, capability in CAPABILITY_OF_ONE.items():
            may = allowed(world, cases) if capability in held else set()
            assert one_by_one(one, asker, cases) == may, capability
        contested = set(access.contests_decided_by(asker).values_list("dispute", flat=True))
        assert contested == (allowed(world, cases) if "decide_boundary" in held else set())


@pytest.mark.parametrize("capability", ALL)
def test_one_capability_alone_opens_what_is_called_after_it(cast: Cast, capability: str) -> None:
    told, zed = told_to("reported", cast), cast["zed"]
    role = Role.objects.create(code="solo", reach="place", capabilities=[capability])
    Membership.objects.create(person=zed, organisation=cast.body("centre"), role=role, starts=localdate())
    declare_system()
    Dispute.objects.filter(pk=told.pk).update(mediator=zed)
    opened = {name for fetch, name in CAPABILITY_OF.items() if fetch(zed).exists()}
    opened |= {name for fetch, name in CAPABILITY_OF_ONE.items() if one_by_one(fetch, zed, [told.pk])}
    assert opened == {capability} - {"decide_boundary"}


def numbers_in(text: str, cases: dict[int, Case]) -> set[int]:
    return {key for key in cases if f"JF-{key:07}-X" in text}


def taken_out(client: Browser) -> str:
    answer = client.get("/desk/disputes/export/")
    if answer.status_code != 200:
        return ""
    rows = load_workbook(BytesIO(answer.content)).active.iter_rows(values_only=True)
    return str(list(rows))


@few
@given(world=worlds)
def test_lists_search_counts_and_spreadsheets_show_what_one_may_see(db: None, world: World) -> None:
    with built(world, {"see_dispute", "export_disputes"}) as (asker, cases):
        may, client = allowed(world, cases) if world.active else set(), Browser()
        client.force_login(asker, backend="allauth.account.auth_backends.AuthenticationBackend")
        pages = ["/desk/disputes/", f"/desk/disputes/?q={WORDS}", "/api/disputes", f"/api/disputes?q={WORDS}"]
        for page in pages:
            assert numbers_in(client.get(page).content.decode(), cases) == may, page
        assert numbers_in(taken_out(client), cases) == may
        assert numbers_in(client.get("/desk/work/").content.decode(), cases) <= may
        counts = client.get("/api/disputes/counts")
        assert counts.json().get("open", 0) == len(may)


DOORS = ["/desk/disputes/{}/", "/desk/disputes/{}/parties/", "/desk/disputes/{}/room/", "/api/disputes/{}"]
DOORS += ["/api/disputes/{}/story", "/api/disputes/{}/parties", "/api/disputes/{}/papers", "/api/disputes/{}/messages"]


@fewest
@given(world=worlds)
def test_each_dispute_and_its_papers_open_to_those_who_may_see_it(db: None, world: World) -> None:
    with built(world, {"see_dispute"}) as (asker, cases):
        may, client = allowed(world, cases) if world.active else set(), Browser()
        client.force_login(asker, backend="allauth.account.auth_backends.AuthenticationBackend")
        declare_system()
        papers = {key: Matter.objects.get(pk=key).papers.get().pk for key in cases}
        mine = set(matters_of_party(asker).values_list("pk", flat=True)) if world.active else set()
        for key in cases:
            opened = {client.get(door.format(key)).status_code == 200 for door in DOORS}
            assert opened == {key in may}, (key, world)
            paper = client.get(f"/papers/{papers[key]}/").status_code == 200
            assert paper is (key in may | mine)
