"""What the treasury, the trading centre and the register of state assets say joins its contract, once (P5, K10)."""

from decimal import Decimal

import pytest
from django.utils.timezone import localdate

from concord.apps.contracts.models import Asset, Award, Contract, Payment, Stage, Version
from concord.apps.contracts.services.drafting import draft_from_form
from concord.apps.contracts.services.integrity import look_at
from concord.apps.contracts.tests.conftest import CODES, Office
from concord.core.acts.models import Act
from concord.core.exchange.models import SourceRecord
from concord.core.exchange.reading import mappings
from concord.core.exchange.receiving import misfits
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.models import Matter
from tests.exchange.outside import Exchange, reasons
from tests.ground.cast import NEXT_COUNTY

SOURCES = ("treasury", "trading", "assets")


@pytest.fixture
def exchange(office: Office) -> Exchange:
    """Sources of the county of `office`."""
    return Exchange(office.cast)


def performed(office: Office, **other: object) -> Contract:
    """A contract that is being performed, by its project number."""
    made = office.requested(project_number="ZC-1", **other)
    declare_system()
    Contract.objects.filter(pk=made.pk).update(signed_on=localdate())
    Matter.objects.filter(pk=made.pk).update(stage=Stage.PERFORMING)
    return made


def voucher(number: str = "GK-1", **other: object) -> dict[str, object]:
    told = {"voucher_no": number, "contract_no": "ZC-1", "payee": "", "amount": "1,000.50", "invoice_no": "F-1"}
    return {**told, "payer": "区住房和城乡建设局", "paid_on": localdate().isoformat(), **other}


def result(**other: object) -> dict[str, object]:
    told = {
        "result_no": "JY-1",
        "project_no": "ZC-1",
        "winner": "杭州恒测科技有限公司",
        "price": "2900000",
        "budget": "3000000",
    }
    return {**told, "notice_date": "2026-10-20", "period_days": "60", "updated": "2026-10-21", **other}


def item(**other: object) -> dict[str, object]:
    told = {"item_no": "GZ-1", "project_no": "ZC-1", "asset_no": "FW-1", "appraised": "400000", "floor_price": ""}
    return {**told, "approved": "是", "traded": "否", **other}


def test_the_room_knows_every_field_of_its_three_sources() -> None:
    assert {source: misfits(mappings()[source]) for source in SOURCES} == {source: [] for source in SOURCES}


def test_a_payment_joins_its_contract_once_and_a_bad_one_says_why(office: Office, exchange: Exchange) -> None:
    made, feed = performed(office), exchange.connect("treasury")
    rows = [voucher(), voucher("GK-2", contract_no="ZC-9"), voucher("GK-3", amount="两万"), voucher("GK-4", amount="0")]
    rows.append(voucher("GK-5", paid_on="2999-01-01"))
    first = exchange.taken(feed, rows)
    assert (first.made, first.rejected) == (1, 4)
    assert {number: len(why) > 10 for number, why in reasons(feed).items()} == {f"GK-{n}": True for n in (2, 3, 4, 5)}
    again = exchange.taken(feed, rows)
    assert (again.made, again.changed) == (0, 0)
    declare_system()
    paid = Payment.objects.get()
    assert (paid.contract_id, paid.amount, paid.source, paid.payee) == (
        made.pk,
        Decimal("1000.50"),
        "treasury",
        made.counterpart,
    )
    assert SourceRecord.objects.get().matter_id == made.pk


def test_the_same_voucher_entered_by_hand_is_one_payment(office: Office, exchange: Exchange) -> None:
    made = performed(office)
    said = {"voucher": "GK-1", "on": localdate().isoformat(), "amount": "1000.50"}
    assert office.browser("hana").send(f"/api/contracts/{made.pk}/payments", said).status_code == 201
    exchange.taken(exchange.connect("treasury"), [voucher()])
    declare_system()
    assert Payment.objects.count() == 1


def test_what_the_treasury_changed_is_told_and_nothing_is_overwritten(office: Office, exchange: Exchange) -> None:
    made, feed = performed(office), exchange.connect("treasury")
    exchange.taken(feed, [voucher()])
    assert exchange.taken(feed, [voucher(amount="9,000.00")]).changed == 1
    declare_system()
    assert Payment.objects.get().amount == Decimal("1000.50")
    story = office.browser("hana").get(f"/desk/contracts/{made.pk}/").content.decode()
    assert "9,000.00" in story


def test_a_source_of_the_next_county_reaches_no_contract_here(office: Office, exchange: Exchange) -> None:
    performed(office)
    feed = exchange.connect("treasury")
    declare_system()
    Matter.objects.update(place=NEXT_COUNTY)
    declare_follower(0)
    assert exchange.taken(feed, [voucher()]).rejected == 1
    declare_system()
    assert not Payment.objects.exists()


def test_an_award_is_held_against_the_text_and_against_what_is_signed(office: Office, exchange: Exchange) -> None:
    made = office.drafting(project_number="ZC-1", amount=Decimal("2970000"))
    draft_from_form(made.pk, "software", CODES, by=office.person("hana"))
    feed = exchange.connect("trading")
    assert exchange.taken(feed, [result(), result(result_no="JY-2", project_no="ZC-9")]).rejected == 1
    declare_system()
    award = Award.objects.get(contract=made)
    assert (award.price, award.budget, award.days) == (Decimal("2900000"), Decimal("3000000"), 60)
    rules = set(office.version(made).findings.values_list("rule", flat=True))
    assert any(rule.startswith(("AMT", "PRC")) for rule in rules)  # 2,970,000 is not what was awarded
    Contract.objects.filter(pk=made.pk).update(signed_on=localdate())
    look_at(office.cast.body("housing").pk, today=localdate())
    assert set(made.integrity.values_list("sign", flat=True)) == {"above"}


def test_an_asset_that_was_not_traded_openly_is_found_in_the_text(office: Office, exchange: Exchange) -> None:
    let = {"nature": "lease", "procurement": "none", "project_number": "ZC-1", "amount": Decimal("360000")}
    made = office.drafting(**let)
    fields = {"area": "260", "start": "2027-01-01", "end": "2029-12-31"}
    draft_from_form(made.pk, "lease", CODES | fields, by=office.person("hana"))
    before = set(office.version(made).findings.values_list("rule", flat=True))
    job = exchange.taken(exchange.connect("assets"), [item(), item(item_no="GZ-2", approved="待批")])
    assert (job.made, job.rejected) == (1, 1)
    declare_system()
    assert Asset.objects.get(contract=made).appraised == Decimal("400000")
    found = set(Version.objects.get(contract=made).findings.values_list("rule", flat=True)) - before
    assert found == {"PRC-04", "PRC-05"}


def test_a_source_can_do_nothing_else_with_a_contract(office: Office, exchange: Exchange) -> None:
    made = performed(office)
    keeper = exchange.connect("treasury").keeper
    browser = office.browser(keeper.username)
    assert browser.get(f"/api/contracts/{made.pk}").status_code in {401, 403, 404}
    said = {"voucher": "GK-9", "on": localdate().isoformat(), "amount": "1"}
    assert browser.send(f"/api/contracts/{made.pk}/payments", said).status_code in {401, 403, 404}
    declare_system()
    assert not Act.objects.filter(kind="PaymentRecorded").exists()
