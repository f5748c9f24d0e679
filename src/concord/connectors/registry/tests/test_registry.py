"""The register of companies is believed only where it signed, and spoke of who was asked for (P5)."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import httpx
import pytest

from concord.connectors.registry import client
from concord.connectors.registry.client import CompanyRegister
from concord.core.ports import CompanyLicence
from concord.core.refusals import OutsideFailure
from concord.engines.review.facts.codes import sealed
from tests.ground.stand_ins import KEY, enter_company, free_port, stand_in

CODE, NOBODY = sealed("91330105MA2K9001"), sealed("91330105MA2K9002")
LIST = "政府采购严重违法失信行为记录名单"
COMPANY: dict[str, Any] = {
    "name": "杭州云上软件有限公司",
    "former_names": ["杭州云下软件有限公司"],
    "licences": [{"name": "信息系统集成", "until": "2027-06-30"}, {"name": "营业执照", "until": None}],
    "listed": [LIST],
    "small": True,
}


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with stand_in("register") as address:
        enter_company(address, CODE, **COMPANY)
        yield address


def test_a_company_comes_whole_and_nobody_is_nobody(url: str) -> None:
    register = CompanyRegister(url, KEY)
    found = register.company(CODE)
    assert found is not None
    assert (found.code, found.name, found.status, found.small) == (CODE, COMPANY["name"], "存续", True)
    assert found.former_names == ("杭州云下软件有限公司",)
    assert found.licences == (CompanyLicence("信息系统集成", date(2027, 6, 30)), CompanyLicence("营业执照"))
    assert found.listed == (LIST,)
    assert register.company(NOBODY) is None


@pytest.mark.parametrize(
    ("way", "again"), [("500", True), ("garble", True), ("reject", False), ("forge", False), ("other", False)]
)
def test_an_answer_that_cannot_be_believed_is_none(url: str, way: str, *, again: bool) -> None:
    assert httpx.post(f"{url}/control", json={"fail": way, "times": 1}).status_code == 200
    with pytest.raises(OutsideFailure) as failure:
        CompanyRegister(url, KEY).company(CODE)
    assert failure.value.again is again
    assert CompanyRegister(url, KEY).company(CODE) is not None


def test_a_register_that_is_away_or_slow_is_asked_again(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(OutsideFailure) as failure:
        CompanyRegister(f"http://127.0.0.1:{free_port()}", KEY).company(CODE)
    assert failure.value.again
    monkeypatch.setattr(client, "PATIENCE", httpx.Timeout(0.3))
    assert httpx.post(f"{url}/control", json={"fail": "timeout", "times": 1}).status_code == 200
    with pytest.raises(OutsideFailure) as failure:
        CompanyRegister(url, KEY).company(CODE)
    assert failure.value.again


def test_a_key_that_is_not_shared_opens_nothing(url: str) -> None:
    with pytest.raises(OutsideFailure) as failure:
        CompanyRegister(url, "another").company(CODE)
    assert not failure.value.again
