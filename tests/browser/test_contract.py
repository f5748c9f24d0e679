"""Contracts by all who have a part in them: software for CNY 3.26 million, rooms let, a supplier on a list (P1 to P5).

Parties, sums and texts are invented. The text comes from the model form; the counterparty's own version sneaks in a
sentence that screening finds; counsel and the justice bureau agree with changes, it is approved, signed, filed.
"""

import pytest
from playwright.sync_api import Browser

from concord.engines.review.facts.codes import sealed
from concord.engines.review.modelform import Line
from concord.engines.review.reading.read import read
from concord.engines.review.writing.new import new_docx
from tests.browser.people import Person, Town, enter
from tests.ground.platform import wait_until
from tests.ground.stand_ins import enter_company

pytestmark = pytest.mark.slow
SOFTWARE = {
    "title": "智慧助企平台开发", "counterpart": "浙江云启软件有限公司", "counterpart_code": sealed("91330105MA2K0009"),
    "amount": "3260000", "purpose": "惠企政策一站兑付", "project_number": "ZC-9",
}  # fmt: skip
ROOMS_LET = {
    "title": "大关路书店用房招租", "counterpart": "杭州知行书店有限公司",
    "counterpart_code": sealed("91330105MA2K0010"), "amount": "360000", "purpose": "闲置房屋公开招租",
    "begins_on": "2027-01-01", "ends_on": "2029-12-31",
}  # fmt: skip
LISTED = {
    "title": "政务云资源租用", "counterpart": "浙江远山信息有限公司", "counterpart_code": sealed("91330105MA2K0011"),
    "amount": "880000", "purpose": "系统上云", "project_number": "ZC-11",
}  # fmt: skip
LIST = "政府采购严重违法失信行为记录名单"
LATE = "因财政资金拨付不及时造成的付款延误，甲方不承担任何责任。"
ELSEWHERE = "因本合同发生争议的，提交杭州仲裁委员会仲裁，也可以向乙方所在地人民法院起诉。"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIELDS = {
    "a_code": sealed("1133010500250001"), "a_address": "拱墅区演示路9号", "a_person": "费立",
    "b_address": "杭州市演示大道200号", "b_person": "陆成", "size": "中型企业", "place": "拱墅区演示路9号",
    "days": "90", "signed": "2026-11-20",
}  # fmt: skip
ROOMS = {"area": "260", "start": "2027-01-01", "end": "2029-12-31"}


def submit(person: Person) -> None:
    """Press the main button of the form on the page."""
    person.page.locator("main form button.button--primary").last.click()


def send_file(person: Person, content: bytes) -> None:
    file = {"name": "合同.docx", "mimeType": WORD, "buffer": content}
    person.page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]
    submit(person)


def asks(handler: Person, told: dict[str, str], nature: str, procurement: str, listed: list[str] | None = None) -> str:
    """The handler asks for the contract, whose counterparty the register knows; returns its address."""
    handler.sign_in("contracts")
    enter_company(handler.town.register_url, told["counterpart_code"], told["counterpart"], listed=listed or [])
    handler.open("/desk/contracts/ask/")
    for name, words in told.items():
        handler.page.locator(f"main [name={name}]").fill(words)
    handler.page.locator("[name=nature]").select_option(nature)
    handler.page.locator("[name=procurement]").select_option(procurement)
    submit(handler)
    handler.sees("待批准申请")
    return handler.page.url.removeprefix(handler.town.url)


def does(person: Person, address: str, deed: str, **told: str) -> None:
    """A deed of the contract's page, with what its form asks."""
    person.open(f"{address}do/{deed}/")
    for name, words in told.items():
        person.page.locator(f"main [name={name}]").fill(words)
    submit(person)
    person.page.wait_for_url(f"**{address}")


def drafts(handler: Person, address: str, fields: dict[str, str], clause: str, sneaked: str) -> bytes:
    """From the model form; the next version is the counterparty's, with a sentence of its own; returns the first."""
    handler.open(f"{address}draft/")
    for name, words in fields.items():
        if (field := handler.page.locator(f"main [name={name}]")).count():
            field.fill(words)
    submit(handler)
    handler.sees("第1版")
    with handler.page.expect_download() as waiting:
        handler.page.locator("a").filter(has_text="批注版").click()
    commented = waiting.value.path().read_bytes()
    lines = [Line(block.text) for block in read(commented).blocks]
    at = next(number for number, line in enumerate(lines) if clause in line.words)
    handler.open(f"{address}do/upload/")
    send_file(handler, new_docx([*lines[: at + 1], Line(sneaked), *lines[at + 1 :]]))
    return new_docx(lines)


def answers(handler: Person, rule: str, wording: str = "") -> None:
    """The finding of the sneaked sentence stands at its words; the keyboard goes from finding to finding.

    Where a finding joins several places there is no wording to type.
    """
    handler.page.keyboard.press("j")
    handler.page.locator(".found--current").wait_for()
    finding = handler.page.locator(".finding").filter(has_text=rule)
    finding.locator("summary").filter(has_text="处理").click()
    if wording:
        finding.locator("[name=wording]").fill(wording)
    finding.locator("button[value=accepted]").click()
    finding.locator(".finding__answer").filter(has_text=wording).wait_for()


def sends_to_counsel(handler: Person, address: str) -> None:
    handler.open(f"{address}counsel/")
    handler.page.locator("[name=counsel]").first.check()
    submit(handler)
    handler.sees("等待出具意见")


def gives(reviewer: Person, address: str, opinion: str, words: str) -> None:
    """Counsel, or the bureau, gives an opinion on the desk."""
    reviewer.open(address)
    reviewer.page.locator(".rail a").filter(has_text="出具意见").click()
    reviewer.page.locator(f"[name=opinion][value={opinion}]").check()
    reviewer.page.locator("[name=words]").fill(words)
    submit(reviewer)
    reviewer.page.locator("main article.card").first.wait_for()


def signs_and_files(handler: Person, approver: Person, seal: Person, address: str, clean: bytes) -> None:
    """Approval, the signed copy compared with what was approved, the filing number, the plan."""
    does(handler, address, "send-to-approval")
    does(approver, address, "approve")
    seal.open(f"{address}do/copy/")
    send_file(seal, clean)
    seal.page.wait_for_url(f"**{address}")
    does(handler, address, "file")
    handler.open(f"{address}plan/")


def pays(handler: Person, address: str, voucher: str, amount: str) -> None:
    """The handler enters a payment of today."""
    handler.open(f"{address}do/payment/")
    for name, words in {"voucher": voucher, "amount": amount, "invoice": f"FP-{voucher}"}.items():
        handler.page.locator(f"main [name={name}]").fill(words)
    submit(handler)
    handler.page.wait_for_url(f"**{address}performance/")


def answers_alarm(person: Person, address: str, button: str, words: str, due_on: str = "") -> None:
    """Somebody does what the first alarm of the contract offers them."""
    person.open(f"{address}performance/")
    person.page.locator("article.card a.button").filter(has_text=button).first.click()
    person.page.locator("main [name=words]").fill(words)
    if due_on:
        person.page.locator("main [name=due_on]").fill(due_on)
    submit(person)
    person.page.wait_for_url(f"**{address}performance/")


def corrects(handler: Person, supervisor: Person, address: str) -> None:
    """The second instalment is paid before anything was accepted; the supervisor orders it back, and ends the alarm."""
    pays(handler, address, "ZF-1", "978000")
    handler.sees("都按约履行")
    pays(handler, address, "ZF-2", "1304000")
    handler.sees("提前或者多付1,304,000.00元")
    handler.look("117-contract-not-as-promised")
    supervisor.open("/desk/contracts/alarms/")
    supervisor.sees(SOFTWARE["title"])
    supervisor.look("118-contract-alarms")
    answers_alarm(supervisor, address, "要求整改", "追回提前支付的款项，验收后再付。", "2099-01-04")
    answers_alarm(handler, address, "报告整改情况", "款项已退回，凭证TK-1。")
    answers_alarm(supervisor, address, "了结预警", "退款凭证已核对。")
    supervisor.sees("监管人员已了结")


def test_a_software_contract_from_request_to_archive(town: Town, browser: Browser) -> None:
    handler, approver, seal, counsel, bureau, supervisor = people = [enter(town, browser, "desk") for _one in range(6)]
    accounts = ("contract-approver", "seal", "counsel", "legality", "contract-supervisor")
    for person, account in zip(people[1:], accounts, strict=True):
        person.sign_in(account)
    address = asks(handler, SOFTWARE, "software", "open_tender")
    does(approver, address, "approve-request")
    clean = drafts(handler, address, FIELDS, "付款方式", LATE)
    handler.sees("以财政资金未到位等为由免除")
    handler.look("110-contract-screened")
    answers(handler, "PAY-08", "甲方逾期付款的，按日万分之五支付逾期利息。")
    sends_to_counsel(handler, address)
    gives(counsel, address, "changes", "删去财政资金免责句后同意。")
    gives(bureau, address, "changes", "同意法律顾问意见，其余合法。")
    handler.open(f"{address}do/upload/")
    send_file(handler, clean)
    handler.sees("已消失")
    handler.open(f"{address}compare/?with=2")
    handler.sees("有差异的条款：1条")
    handler.look("111-contract-compared")
    signs_and_files(handler, approver, seal, address, clean)
    handler.sees("978,000.00")
    handler.look("112-contract-planned")
    corrects(handler, supervisor, address)
    does(handler, address, "close", outcome="验收合格，款项付清。")
    does(handler, address, "archive", shelf="2026-合同-019")
    handler.sees("已归档")
    assert [person.faults for person in people] == [[]] * 6


def test_rooms_are_let_and_their_disputes_stay_where_they_lie(town: Town, browser: Browser) -> None:
    """The tenant's version leads disputes elsewhere; a lease of three years is not major, so no bureau is asked."""
    handler, approver, seal, counsel = people = [enter(town, browser, "desk") for _person in range(4)]
    for person, account in zip(people[1:], ("contract-approver", "seal", "counsel"), strict=True):
        person.sign_in(account)
    address = asks(handler, ROOMS_LET, "lease", "none")
    does(approver, address, "approve-request")
    clean = drafts(handler, address, FIELDS | ROOMS, "争议解决", ELSEWHERE)
    handler.sees("DIS-01")
    handler.look("115-lease-screened")
    answers(handler, "DIS-01")
    sends_to_counsel(handler, address)
    gives(counsel, address, "changes", "恢复由房屋所在地人民法院管辖。")
    handler.open(f"{address}do/upload/")
    send_file(handler, clean)
    handler.sees("已消失")
    signs_and_files(handler, approver, seal, address, clean)
    handler.sees("180,000.00")
    handler.look("116-lease-planned")
    assert [person.faults for person in people] == [[], [], [], []]


def test_a_counterparty_on_a_list_is_found_before_anybody_signs(town: Town, browser: Browser) -> None:
    """The register is asked by itself; what it says blocks the text, and the contract is withdrawn."""
    handler, approver = people = [enter(town, browser, "desk") for _person in range(2)]
    approver.sign_in("contract-approver")
    address = asks(handler, LISTED, "software", "inquiry", [LIST])
    does(approver, address, "approve-request")

    def answered() -> bool:
        handler.open(f"{address}registers/")
        return LIST in handler.page.inner_text("main")

    wait_until(answered, what="the register's answer")
    handler.look("119-contract-register")
    handler.open(f"{address}draft/")
    for name, words in FIELDS.items():
        if (field := handler.page.locator(f"main [name={name}]")).count():
            field.fill(words)
    submit(handler)
    handler.sees("第1版")
    finding = handler.page.locator(".finding").filter(has_text="SUB-08")
    assert LIST in finding.inner_text()
    handler.look("120-contract-counterparty-listed")
    does(handler, address, "withdraw", reason="供应商被列入失信名单，另选供应商。")
    handler.sees("已撤回")
    assert [person.faults for person in people] == [[], []]


def test_findings_one_after_another_on_a_phone(town: Town, browser: Browser) -> None:
    reader = enter(town, browser, "phone")
    reader.sign_in("contract-supervisor")
    reader.open("/desk/contracts/?q=房屋出租")
    reader.look("113-contracts")
    reader.page.locator("[data-item] a").first.click()
    reader.press("文本与意见")
    reader.page.locator(".finding").first.wait_for()
    reader.look("114-contract-findings")
    reader.press("登记信息")
    reader.sees("存续")
    reader.look("121-contract-register")
    reader.press("文本与意见")
    reader.page.locator(".finding").first.wait_for()
    assert reader.page.locator(".finding button").count() == 0  # who only reads has nothing to press
    assert reader.faults == []
