"""What a grid worker saw becomes a dispute by an act alone: the two apps do not know each other (G1, D2)."""

from datetime import date

import pytest
from django.utils.timezone import localdate

from concord.apps.disputes import jobs
from concord.apps.disputes.models import Channel, Dispute
from concord.apps.grassroots.sensing.models import Sighting
from concord.apps.grassroots.sensing.services.handling import hand_on
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting
from concord.core.acts.models import Act
from concord.core.acts.relay import listeners
from concord.core.matters.access import declare_system
from concord.core.matters.grids import make_grid
from concord.core.matters.models import MatterLink
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_made
from concord.core.people.models import Membership, Person, Place, Role
from tests.ground.cast import Cast

WORDS = "楼上晾衣服滴水，两家在楼道里吵起来了，劝开了还要再谈。"


@pytest.fixture
def sighting(cast: Cast) -> Sighting:
    """What a grid worker saw, with a paper, and whom it concerns."""
    village = Place.objects.filter(parent=cast.township).order_by("code")[0]
    grid = make_grid(village.pk, name="东网格", by=cast["oscar"])
    greta = Person.objects.create(username="greta", name="余海燕", password="!")
    role, body = Role.objects.get(pk="grid_worker"), cast.body("township")
    Membership.objects.create(person=greta, organisation=body, role=role, place=grid, starts=date(2025, 1, 1))
    seen = Seen(words=WORDS, kind="P01", place_id=grid.pk, sent_key="key-0001", name="王小波", phone="139 1111 0001")
    made = report_sighting(seen, by=greta, today=localdate())
    keep_made(made.matter, b"%PDF-1.4", title="现场", filename="a.pdf", kind="document", by=greta)
    return made


def handed_on(sighting: Sighting, to: str, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """Hand it on, and let the listeners hear of it twice; returns the acts for which work was asked."""
    asked: list[int] = []
    monkeypatch.setattr(type(jobs.open_from_sighting), "later", lambda _job, act_id: asked.append(act_id))
    hand_on(sighting.pk, to=to, reason="要调解。", by=sighting.reporter, today=localdate())
    act = Act.objects.get(kind="SightingHandedOn", matter_id=sighting.pk)
    for _time in range(2):
        for listener in listeners[act.kind]:
            listener([act])
    return asked


def test_what_was_handed_to_mediation_is_one_dispute_with_its_papers(
    sighting: Sighting, monkeypatch: pytest.MonkeyPatch
) -> None:
    for act_id in handed_on(sighting, "disputes", monkeypatch):
        jobs.open_from_sighting(act_id=act_id)
    declare_system()
    dispute = Dispute.objects.select_related("matter").get()
    assert (dispute.words, dispute.matter.stage, dispute.matter.place_id) == (
        WORDS,
        "reported",
        sighting.matter.place_id,
    )
    assert dispute.reports.get().channel == Channel.GRID
    assert [(one.name, one.phone) for one in dispute.matter.parties.all()] == [("王小波", "13911110001")]
    link = MatterLink.objects.get()
    assert (link.source_id, link.target_id, link.kind) == (sighting.pk, dispute.pk, "became")
    assert [Paper.objects.filter(matter=one).count() for one in (sighting.pk, dispute.pk)] == [1, 1]


def test_what_was_handed_to_the_township_is_no_dispute(sighting: Sighting, monkeypatch: pytest.MonkeyPatch) -> None:
    assert handed_on(sighting, "township", monkeypatch) == []
    declare_system()
    assert not Dispute.objects.exists()
