"""The first whole story in a real browser, at phone and at desk size: from the report to a rated settlement (D1–D9)."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser

from tests.browser.people import FOLLOW_LINK, SIZES, Person, Town, enter

pytestmark = pytest.mark.slow
WORDS = "我在石桥街道的工地做了三个月木工，包工头一直拖欠工资三万五千元，打电话也不接，请帮我们讨薪。"
PLACE = "石桥街道"
PHOTO = Path(__file__).with_name("wage-list.png")
NUMBERS = {"phone": ("13971110001", "13971110002"), "desk": ("13971110003", "13971110004")}


def report(resident: Person) -> None:
    """The resident's three steps: what, who, code."""
    resident.open("/report/")
    resident.look("01-report-what")
    resident.fill("发生了什么", WORDS)
    resident.fill("在哪里发生的", PLACE)
    resident.page.locator("#id_photos").set_input_files(PHOTO)
    resident.press_summary("和谁")
    resident.fill("和谁有纠纷", "恒远建筑劳务有限公司")
    resident.look("02-report-what-filled")
    resident.press("继续")
    resident.fill("您的姓名", "王小波")
    resident.fill("您的手机号", resident.phone)
    resident.look("03-report-who")
    before = resident.codes_so_far()
    resident.press("获取验证码")
    resident.fill("六位数字", resident.six_digits(before))
    resident.look("04-report-code")
    resident.press("提交")
    resident.sees("已经收到")
    resident.look("05-report-done")
    resident.press("查看进展")
    resident.look("06-follow-reported")


def accept(coordinator: Person) -> str:
    """The coordinator finds it waiting, confirms the proposal and asks a mediator; returns the dispute's address."""
    coordinator.sign_in("coordinator")
    coordinator.look("10-desk")
    coordinator.open("/desk/disputes/?q=木工")
    coordinator.look("11-search")
    coordinator.page.locator("[data-item] a").first.click()
    coordinator.look("12-dispute-new")
    address = coordinator.page.url.removeprefix(coordinator.town.url)
    coordinator.press("受理")
    coordinator.look("13-accept")
    coordinator.press("受理")
    coordinator.press("选调解员")
    coordinator.look("14-choose-mediator")
    coordinator.page.locator("label:has([name=mediator])").filter(has_text="周梅").first.click()
    coordinator.press("请这位调解员")
    coordinator.look("15-dispute-assigned")
    return address


def begin_mediation(mediator: Person, address: str, respondent_phone: str) -> None:
    """The mediator takes it up, reaches the other side, makes an appointment, writes and proposes."""
    mediator.sign_in("mediator")
    mediator.look("20-mediator-desk")
    mediator.open(address)
    mediator.press("接下")
    mediator.look("21-take-up")
    mediator.press("接下")
    mediator.open(f"{address}parties/")
    mediator.look("22-parties")
    mediator.press("填写联系方式")
    mediator.fill("手机号", respondent_phone)
    mediator.look("23-reach")
    mediator.page.locator("main form button.button--primary").first.click()
    mediator.press("约时间")
    day = localdate() + timedelta(days=3)
    hour = 9 if mediator.size == "phone" else 14
    mediator.fill("开始", f"{day}T{hour:02}:30")
    mediator.fill("结束", f"{day}T{hour + 1:02}:30")
    mediator.fill("地点", "社会治理中心二楼第三调解室")
    mediator.look("24-appointment")
    mediator.page.locator("main form button.button--primary").first.click()
    mediator.open(f"{address}room/")
    mediator.fill("留言", "两位好，我是调解员周梅。请先各自把工资表和考勤发上来。")
    mediator.page.locator("main form button.button--primary").first.click()
    mediator.look("25-room")
    mediator.press("提一个方案")
    mediator.fill("您的方案", "本月底前一次付清三万五千元，双方不再追究。")
    mediator.fill("金额", "35000")
    mediator.look("26-offer")
    mediator.page.locator("main form button.button--primary").first.click()


def answer(party: Person, *, saying: str, named: str) -> None:
    """A party reads what was written, answers in the room, and agrees to the proposal."""
    party.open("/my/")
    party.look(f"{named}-dispute")
    party.open("/my/room/")
    party.fill("留言", saying)
    party.page.locator("main form button.button--primary").first.click()
    party.sees(saying)
    party.look(f"{named}-room")
    party.open("/my/offers/")
    party.look(f"{named}-offers")
    party.press("同意")
    party.look(f"{named}-offers-answered")


def draft(mediator: Person, address: str) -> None:
    """Both agree: the mediator drafts the settlement."""
    mediator.open(address)
    mediator.press("拟定协议")
    mediator.fill("约定的内容", "双方确认尚欠工资三万五千元，由恒远建筑劳务有限公司一次付清。")
    mediator.page.locator("[name=promises-0-what]").fill("支付工资")
    mediator.page.locator("[name=promises-0-amount]").fill("35000")
    mediator.page.locator("[name=promises-0-due_on]").fill(str(localdate() + timedelta(days=5)))
    mediator.look("40-draft")
    mediator.page.locator("main form button.button--primary").first.click()
    mediator.open(f"{address}settlement/")
    mediator.look("41-settlement-waits")


def sign(party: Person, named: str) -> None:
    """A party reads the paper and signs it with a code."""
    party.open("/my/settlement/")
    party.look(f"{named}-read")
    before = party.codes_so_far()
    party.press("发送签署验证码")
    party.fill("六位数字", party.six_digits(before))
    party.look(f"{named}-code")
    party.press("签署协议")
    party.page.wait_for_url("**/my/", timeout=20_000)  # the paper is set in type
    party.look(f"{named}-signed")


def conclude(mediator: Person, address: str) -> None:
    """The mediator signs last, and later notes that it was paid."""
    mediator.open(address)
    mediator.press("以调解员身份签署")
    mediator.look("50-sign-as-mediator")
    mediator.page.locator("main form button.button--primary").first.click()
    mediator.open(f"{address}settlement/")
    mediator.look("51-performing")
    mediator.press("已履行")
    mediator.look("52-fulfilled")
    for tab in ("story", "papers", "tasks", "links"):
        mediator.open(f"{address}{tab}/")
        mediator.look(f"53-{tab}")


def rate(resident: Person) -> None:
    """The resident sees that it is done, and says how it went."""
    resident.open("/my/")
    resident.look("60-done")
    resident.open("/my/rating/")
    resident.page.get_by_text("很好").first.click()
    resident.look("61-rating")
    resident.page.locator("main form button.button--primary").first.click()
    resident.look("62-rated")


def register(clerk: Person) -> None:
    """A clerk takes a report down for someone at the window."""
    clerk.sign_in("window")
    clerk.press("登记纠纷")
    clerk.fill("居民姓名", "李桂芳")
    clerk.fill("居民手机号", clerk.phone)
    clerk.page.locator("#id_words").fill("楼上卫生间漏水，把我家天花板泡坏了，找了三次都不肯修，要他修好再赔两千块。")
    clerk.fill("在哪里发生的", PLACE)
    clerk.look("70-register")
    clerk.page.locator("main form button.button--primary").first.click()
    clerk.sees("查询码")
    clerk.look("71-registered")


def hang_a_poster(clerk: Person) -> str:
    """The clerk makes a QR code for a lift; returns where it leads."""
    clerk.press("解纷码")
    clerk.fill("张贴地点", PLACE)
    clerk.page.locator("#id_hangs_on").fill("2号楼东侧电梯")
    clerk.look("72-posters")
    clerk.page.locator("main form button.button--primary").first.click()
    clerk.look("73-poster-made")
    return "/r/" + clerk.page.locator("[data-item] td").first.inner_text()


@pytest.mark.parametrize("size", SIZES)
def test_a_clerk_registers_at_the_window_and_a_poster_prefills_a_report(
    town: Town, browser: Browser, size: str
) -> None:
    clerk = enter(town, browser, size, phone=NUMBERS[size][0])
    register(clerk)
    passer_by = enter(town, browser, size)
    passer_by.open(hang_a_poster(clerk))
    passer_by.sees("2号楼东侧电梯")
    passer_by.look("74-report-from-poster")
    assert PLACE in passer_by.page.get_by_label("在哪里发生的").input_value()
    assert clerk.faults == passer_by.faults == []


@pytest.mark.parametrize("size", SIZES)
def test_a_dispute_goes_from_a_report_to_a_signed_settlement(town: Town, browser: Browser, size: str) -> None:
    reporter_phone, boss_phone = NUMBERS[size]
    resident = enter(town, browser, size, phone=reporter_phone)
    boss = enter(town, browser, size, phone=boss_phone)
    coordinator, mediator = enter(town, browser, size), enter(town, browser, size)
    report(resident)
    address = accept(coordinator)
    begin_mediation(mediator, address, boss_phone)
    boss.open(f"/f/{town.message_to(boss_phone, FOLLOW_LINK)}")
    answer(boss, saying="钱我认，工程款月底才到。", named="30-respondent")
    answer(resident, saying="能在月底前给就行。", named="31-resident")
    draft(mediator, address)
    sign(resident, "42-resident")
    sign(boss, "43-respondent")
    conclude(mediator, address)
    rate(resident)
    assert [fault for person in (resident, boss, coordinator, mediator) for fault in person.faults] == []
