"""What the tests of contracts stand on: the people of one body, counsel, the justice bureau, and who stays outside."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from itertools import count

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import translation
from django.utils.timezone import localdate

from concord.apps.contracts.models import Contract, Counsel, Version
from concord.apps.contracts.services import requesting
from concord.apps.contracts.services.drafting import draft_from_form
from concord.core.acts.models import Act
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from concord.core.people.models import Membership, Organisation, Person, Role
from concord.engines.review.facts.codes import sealed
from concord.engines.review.modelform import draft, forms
from concord.engines.review.writing.new import new_docx
from tests.ground.cast import BEGAN, COUNTY, NEXT_COUNTY, Cast

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CODES = {"a_code": sealed("1133010550000000"), "b_code": sealed("91330105MA000000")}
_numbers = count(1)


class Browser(Client):
    """A browser; at each request the database has forgotten who asked before, as it has in life."""

    def request(self, **request: object) -> HttpResponse:  # type: ignore[override]
        declare_follower(0)
        return super().request(**request)

    def send(self, path: str, said: object = None) -> HttpResponse:
        """A request of a program: JSON, under an idempotency key of its own."""
        headers = {"Idempotency-Key": f"fresh-key-{next(_numbers)}"}
        return self.post(path, json.dumps(said or {}), content_type="application/json", headers=headers)  # type: ignore[return-value]

    def upload(self, path: str, content: bytes, name: str = "a.docx", **said: object) -> HttpResponse:
        """A file sent by a program."""
        told = {"file": SimpleUploadedFile(name, content), **said}
        return self.post(path, told, headers={"Idempotency-Key": f"fresh-key-{next(_numbers)}"})  # type: ignore[return-value]


def word(**given: str) -> bytes:
    """A whole contract for software as a Word file; fields can be put otherwise."""
    told = {
        "number": "HT-1", "project": "数字档案系统", "method": "公开招标", "tender": "ZC2026-1",
        "a_name": "区住房和城乡建设局", "a_address": "拱墅区1号", "a_person": "周文清", "b_person": "沈立",
        "b_name": "杭州恒测科技有限公司", "b_address": "西湖区2号", "size": "小型企业", "price": "2970000.00",
        "place": "拱墅区人民路1号",
        "days": "60", "signed": "2026-03-02",
    }  # fmt: skip
    return new_docx(draft(forms()["software"], told | given))


@dataclass
class Office:
    """hana handles for the housing department, appo approves there, sealy keeps its seal; luca and ling are counsel of
    a law firm, jude reviews legality for the justice bureau, vera supervises contracts of the county.

    nora handles in the next county; otis handled until yesterday.
    """

    cast: Cast

    def person(self, who: str) -> Person:
        """One of them, or of the cast."""
        return Person.objects.get(username=who)

    def browser(self, who: str) -> Browser:
        """The browser in which someone is signed in."""
        client = Browser()
        client.force_login(self.person(who), backend=BACKEND)
        return client

    def counsel(self, who: str = "luca") -> Counsel:
        """Someone of the pool."""
        return Counsel.objects.get(person__username=who)

    def asked(self, **other: object) -> requesting.Asked:
        """What a contract is to be."""
        told: dict[str, object] = {
            "title": "数字档案系统开发合同", "nature": "software", "procurement": "open_tender",
            "counterpart": "杭州恒测科技有限公司", "purpose": "建设数字档案系统", "amount": Decimal("2970000"),
        }  # fmt: skip
        return requesting.Asked(**told | other)  # type: ignore[arg-type]

    def requested(self, **other: object) -> Contract:
        """A contract that hana asked for."""
        body, hana = self.cast.body("housing").pk, self.person("hana")
        made = requesting.request_contract(self.asked(**other), body, by=hana, today=localdate())
        declare_follower(0)
        return made

    def drafting(self, **other: object) -> Contract:
        """A contract whose text may be drafted."""
        made = self.requested(**other)
        requesting.approve_request(made.pk, by=self.person("appo"), today=localdate())
        declare_follower(0)
        return made

    def drafted(self, **other: object) -> Contract:
        """A contract with a first version."""
        made = self.drafting(**other)
        draft_from_form(made.pk, "software", CODES, by=self.person("hana"))
        declare_follower(0)
        return made

    def stage_of(self, made: Contract) -> str:
        """Where it stands now."""
        declare_system()
        return Matter.objects.get(pk=made.pk).stage

    def version(self, made: Contract) -> Version:
        """Its newest version."""
        declare_system()
        return Version.objects.filter(contract=made).order_by("-number")[0]

    def settle(self, made: Contract) -> None:
        """appo answers for every grave finding of the newest version."""
        appo, said = self.browser("appo"), {"answer": "rejected", "reason": "已核对"}
        for pk in self.version(made).findings.filter(severity__in=["block", "high"]).values_list("pk", flat=True):
            assert appo.send(f"/api/contract-findings/{pk}/answer", said).status_code == 200

    def acts(self, made: Contract) -> list[str]:
        """What happened to it, by kind."""
        declare_system()
        return list(Act.objects.filter(matter_id=made.pk).order_by("pk").values_list("kind", flat=True))


def _enter(who: str, role: str, body: Organisation, *, over: bool = False) -> Person:
    person = Person.objects.create(username=who, name=who.title(), password="!")
    ends = localdate() - timedelta(days=1) if over else None
    Membership.objects.create(person=person, organisation=body, role=Role.objects.get(pk=role), starts=BEGAN, ends=ends)
    return person


@pytest.fixture
def office(cast: Cast) -> Office:
    """The people around contracts, and two counsel in the pool."""
    housing = cast.body("housing")
    firm = Organisation.objects.create(kind="law_firm", place_id=COUNTY, name="浙江明理律师事务所")
    bureau = Organisation.objects.create(kind="department", function="justice", place_id=COUNTY, name="区司法局")
    elsewhere = Organisation.objects.create(kind="department", place_id=NEXT_COUNTY, name="邻区住建局")
    for who, role in (("hana", "contract_handler"), ("appo", "contract_approver"), ("sealy", "seal_keeper")):
        _enter(who, role, housing)
    _enter("jude", "legality_reviewer", bureau)
    _enter("vera", "contract_supervisor", cast.body("centre"))
    _enter("nora", "contract_handler", elsewhere)
    _enter("otis", "contract_handler", housing, over=True)
    for who in ("luca", "ling"):
        person = _enter(who, "legal_counsel", firm)
        Counsel.objects.create(person=person, firm=firm, place_id=COUNTY)
    return Office(cast)


@pytest.fixture(autouse=True)
def rested() -> Iterator[None]:
    """Nobody has asked too often yet, and refusals are read in English."""
    cache.clear()
    with translation.override("en"):
        yield
