"""A software contract of CNY 3.26 million by all who have a part in it, from request to archive (P1, P2, P3).

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

pytestmark = pytest.mark.slow
TITLE = "智慧助企平台开发"
LATE = "因财政资金拨付不及时造成的付款延误，甲方不承担任何责任。"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
FIELDS = {
    "a_code": sealed("1133010500250001"), "a_address": "拱墅区演示路9号", "a_person": "费立",
    "b_address": "杭州市演示大道200号", "b_person": "陆成", "size": "中型企业", "place": "拱墅区演示路9号",
    "days": "90", "signed": "2026-11-20",
}  # fmt: skip


def submit(person: Person) -> None:
    """Press the main button of the form on the page."""
    person.page.locator("main form button.button--primary").last.click()


def send_file(person: Person, content: bytes) -> None:
    file = {"name": "合同.docx", "mimeType": WORD, "buffer": content}
    person.page.locator("[name=file]").set_input_files(file)  # type: ignore[arg-type]
    submit(person)


def asks(handler: Person) -> str:
    """The handler asks for the contract; returns its address."""
    handler.sign_in("contracts")
    handler.open("/desk/contracts/ask/")
    told = {"title": TITLE, "counterpart": "浙江云启软件有限公司", "counterpart_code": sealed("91330105MA2K0009")}
    for name, words in (told | {"amount": "3260000", "purpose": "惠企政策一站兑付", "project_number": "ZC-9"}).items():
        handler.page.locator(f"main [name={name}]").fill(words)
    handler.page.locator("[name=nature]").select_option("software")
    handler.page.locator("[name=procurement]").select_option("open_tender")
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


def drafts(handler: Person, address: str) -> bytes:
    """From the model form; the next version is the counterparty's, with a sentence of its own; returns the first."""
    handler.open(f"{address}draft/")
    for name, words in FIELDS.items():
        handler.page.locator(f"main [name={name}]").fill(words)
    submit(handler)
    handler.sees("第1版")
    with handler.page.expect_download() as waiting:
        handler.page.locator("a").filter(has_text="批注版").click()
    commented = waiting.value.path().read_bytes()
    lines = [Line(block.text) for block in read(commented).blocks]
    at = next(number for number, line in enumerate(lines) if "付款方式" in line.words)
    handler.open(f"{address}do/upload/")
    send_file(handler, new_docx([*lines[: at + 1], Line(LATE), *lines[at + 1 :]]))
    return new_docx(lines)


def answers(handler: Person) -> None:
    """The finding of the sneaked sentence stands at its words; the keyboard goes from finding to finding."""
    handler.sees("以财政资金未到位等为由免除")
    handler.look("110-contract-screened")
    handler.page.keyboard.press("j")
    handler.page.locator(".found--current").wait_for()
    finding = handler.page.locator(".finding").filter(has_text="PAY-08")
    finding.locator("summary").filter(has_text="处理").click()
    finding.locator("[name=wording]").fill("甲方逾期付款的，按日万分之五支付逾期利息。")
    finding.locator("button[value=accepted]").click()
    handler.sees("新的表述")


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


def test_a_software_contract_from_request_to_archive(town: Town, browser: Browser) -> None:
    handler, approver, seal, counsel, bureau = (enter(town, browser, "desk") for _person in range(5))
    for person, account in (
        (approver, "contract-approver"),
        (seal, "seal"),
        (counsel, "counsel"),
        (bureau, "legality"),
    ):
        person.sign_in(account)
    address = asks(handler)
    does(approver, address, "approve-request")
    clean = drafts(handler, address)
    answers(handler)
    sends_to_counsel(handler, address)
    gives(counsel, address, "changes", "删去财政资金免责句后同意。")
    gives(bureau, address, "changes", "同意法律顾问意见，其余合法。")
    handler.open(f"{address}do/upload/")
    send_file(handler, clean)
    handler.sees("已消失")
    handler.open(f"{address}compare/?with=2")
    handler.sees("有差异的条款：1条")
    handler.look("111-contract-compared")
    does(handler, address, "send-to-approval")
    does(approver, address, "approve")
    seal.open(f"{address}do/copy/")
    send_file(seal, clean)
    seal.page.wait_for_url(f"**{address}")
    does(handler, address, "file")
    handler.open(f"{address}plan/")
    handler.sees("978,000.00")
    handler.look("112-contract-planned")
    does(handler, address, "close", outcome="验收合格，款项付清。")
    does(handler, address, "archive", shelf="2026-合同-019")
    handler.sees("已归档")
    assert [person.faults for person in (handler, approver, seal, counsel, bureau)] == [[], [], [], [], []]


def test_findings_one_after_another_on_a_phone(town: Town, browser: Browser) -> None:
    reader = enter(town, browser, "phone")
    reader.sign_in("contract-supervisor")
    reader.open("/desk/contracts/?q=房屋出租")
    reader.look("113-contracts")
    reader.page.locator("[data-item] a").first.click()
    reader.press("文本与意见")
    reader.page.locator(".finding").first.wait_for()
    reader.look("114-contract-findings")
    assert reader.page.locator(".finding button").count() == 0  # who only reads has nothing to press
    assert reader.faults == []
