"""Six views of contracts, from the county to the clause, and a sign of integrity that is judged (P6)."""

import pytest
from playwright.sync_api import Browser

from tests.browser.people import Person, Town, enter
from tests.ground.platform import wait_until

pytestmark = pytest.mark.slow
VIEWS = "/desk/contracts/supervision/"


def opens(person: Person, figure: str) -> None:
    person.page.locator(f".six-views a[href*='figure={figure}']").click()
    person.page.locator("[data-item]").first.wait_for()


@pytest.mark.parametrize("width", ["desk", "phone"])
def test_who_supervises_sees_six_views_and_no_integrity(town: Town, browser: Browser, width: str) -> None:
    reader = enter(town, browser, width)
    reader.sign_in("contract-supervisor")
    reader.open(VIEWS)
    assert reader.page.locator(".six-views section").count() == 6
    assert reader.page.locator("[href*='figure=split']").count() == 0
    reader.sees("仅廉洁监督员可见")
    reader.look("122-contract-six-views")
    opens(reader, "overridden")
    reader.page.locator(".ground").first.click()
    reader.page.locator(".finding:target").wait_for()  # down to the clause
    assert reader.faults == []


def test_a_split_purchase_is_found_and_judged_by_who_has_the_duty(town: Town, browser: Browser) -> None:
    ida = enter(town, browser, "desk")
    ida.sign_in("integrity")

    def raised() -> bool:
        ida.open(f"{VIEWS}?view=integrity")
        return ida.page.locator(".six-views a[href*='figure=split']").count() == 1

    wait_until(raised, what="the sign")
    opens(ida, "split")
    assert ida.page.locator("[data-item]").count() == 2
    ida.page.locator(".ground").first.click()
    ida.sees("536,000.00")
    ida.look("123-integrity-sign")
    ida.page.locator("[name=state][value=referred]").check()
    ida.page.locator("[name=words]").fill("已通知调阅两份合同的采购文件。")
    ida.page.locator("main form button.button--primary, aside form button.button--primary").last.click()
    ida.sees("核查中")
    ida.open("/desk/contracts/integrity/")
    ida.look("124-integrity-signs")
    assert ida.faults == []
