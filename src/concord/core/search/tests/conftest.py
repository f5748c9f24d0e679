"""What there is to find: sightings and disputes in two counties, with parties, words and papers."""

from datetime import date

import pytest

from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.matters.search import enter_for_search
from concord.core.matters.services import PartyNamed, add_parties
from concord.core.papers.services import keep_made
from tests.ground.cast import COUNTY, NEXT_COUNTY, TOWNSHIP, Cast

TODAY = date(2026, 11, 24)
WORDS = "欠薪三个月，工地老板不接电话"
SECRET = "西溪湿地划船公司欠薪"


def put(number: str, place: str, words: str, kind: str = "dispute", stage: str = "mediating", pk: int = 0) -> Matter:
    """A matter that can be found by these words."""
    declare_system()
    made = Matter.objects.create(
        **({"pk": pk} if pk else {}), number=number, kind=kind, title=words[:30], place_id=place, stage=stage,
        topic="C07-2", law_as_of=TODAY,
    )  # fmt: skip
    enter_for_search(made, [words])
    return made


@pytest.fixture
def mine(cast: Cast) -> list[Matter]:
    """Three matters of the county that speak of wages, one of them a sighting, and one that does not."""
    found = [
        put("JF-1", COUNTY, WORDS),
        put("JF-2", TOWNSHIP, f"又是{WORDS}", stage="reported"),
        put("FX-1", TOWNSHIP, "工地门口有人因欠薪聚集", kind="sighting", stage="seen"),
    ]
    put("JF-3", COUNTY, "楼上夜里太吵")
    add_parties(found[0], [PartyNamed("applicant", "王小波", phone="13900000001")])
    keep_made(found[0], b"%PDF-1.4", title="欠薪明细表", filename="a.pdf", kind="document", by=None)
    return found


@pytest.fixture
def theirs(cast: Cast) -> Matter:
    """A matter of the next county, with the same words, party and paper."""
    found = put("JF-9", NEXT_COUNTY, SECRET)
    add_parties(found, [PartyNamed("applicant", "王小波", phone="13900000001")])
    keep_made(found, b"%PDF-1.4", title="欠薪证据西溪", filename="b.pdf", kind="document", by=None)
    return found
