"""The drain between two villages, as four people at their screens (G1, G2, G3).

Seen, consulted about, yellow, red, supervised, answered for, carried out, agreed.

After the public account of 仙居县: 溪上村 filled a ditch while building, the fields of 黄梁陈 stood under water, and
nobody felt responsible. The lights turn after seven and fourteen working days.
"""

import re
from datetime import date

import pytest
from django.utils.timezone import localdate
from playwright.sync_api import Browser

from concord.engines.law.calendar import presumed_rest_day, working_day_after
from tests.browser.people import PASSWORD, Person, Town, enter
from tests.ground.calendar import days_pass, open_tasks
from tests.ground.platform import wait_until

pytestmark = pytest.mark.slow
WORDS = "溪上村建房没埋管道就把水沟填了，黄梁陈的农田一下雨就积水，庄稼受损。"
BODIES = (
    "仙居县交通运输局",
    "仙居县交通投资集团",
    "仙居县朱溪水库工程指挥部",
    "朱溪镇基层治理平台",
    "下各镇基层治理平台",
)


def sees_it(worker: Person) -> str:
    """The grid worker reports on a phone, then hands it on; returns the sighting's address."""
    worker.open("/accounts/login/?next=/grid/report/")
    worker.page.locator("[name=login]").fill("xj-grid")
    worker.page.locator("[name=password]").fill(PASSWORD)
    worker.page.locator("[name=password]").press("Enter")
    worker.page.locator("[name=kind]").select_option("P08")
    worker.page.get_by_label("您看到了什么").fill(WORDS)
    worker.page.get_by_role("button", name="上报").click()
    worker.page.wait_for_url("**/grid/waiting/")
    worker.page.locator("[data-nothing]").wait_for(state="visible", timeout=30_000)
    worker.open("/desk/sightings/?kind=P08")
    worker.page.locator("[data-item] a").first.click()
    worker.press("转交")
    worker.page.locator("input[name=to][value=township]").check()
    worker.page.locator("[name=reason]").fill("两个镇、几个部门的事，网格里解决不了。")
    worker.page.locator("main form button.button--primary").first.click()
    worker.sees("转交")
    return worker.page.url.removeprefix(worker.town.url)


def calls_it(centre: Person, sighting: str) -> str:
    """The county's centre calls a consultation of the third level, and asks those responsible; returns its address."""
    centre.sign_in("xj-centre")
    centre.open(sighting)
    centre.press("发起会商")
    centre.page.locator("[name=level]").select_option("3")
    centre.page.locator("[name=purpose]").fill("水沟由谁恢复，什么时候完成")
    centre.look("90-consultation-call")
    centre.page.locator("main form button.button--primary").first.click()
    address = centre.page.url.removeprefix(centre.town.url)
    centre.press("邀请单位参加")
    for body in BODIES:
        assert centre.page.locator("label").filter(has_text=body).locator("input").is_checked(), body
    centre.look("91-consultation-invite")
    centre.page.locator("main form button.button--primary").first.click()
    centre.press("开始会商")
    centre.page.locator("main form button.button--primary").first.click()
    return address


def takes_part(company: Person, address: str) -> None:
    """The company that built the road answers, and makes its proposal in the room."""
    company.sign_in("xj-investment")
    company.open(address)
    company.press("答复")
    company.page.locator("input[name=accepts][value=yes]").check()
    company.page.locator("main form button.button--primary").first.click()
    company.open(f"{address}room/")
    company.page.locator("[name=text]").fill("我们出方案：路面下埋一根直径一米的管，把水引到老河。")
    company.page.locator("main form button.button--primary").first.click()
    company.sees("埋一根直径一米的管")
    company.look("92-consultation-room")


def decides(centre: Person, address: str) -> None:
    """The centre writes the minutes and notes who does what."""
    centre.open(f"{address}do/minutes/")
    centre.page.locator("[name=text]").fill("五家单位同意由县交投集团埋管恢复排水，两镇负责群众工作。")
    centre.page.locator("main form button.button--primary").first.click()
    centre.open(f"{address}do/decide/")
    centre.page.locator("[name=words]").fill("在路面下埋管，恢复排水")
    centre.page.locator("[name=organisation]").select_option(label="仙居县交通投资集团")
    centre.page.locator("main form button.button--primary").first.click()
    centre.sees("在路面下埋管")
    centre.look("93-consultation-decided")


def the_lights_turn(supervisor: Person, address: str) -> None:
    """Seven working days turn it yellow, fourteen red; who supervises sees both."""
    town, matter = supervisor.town, int(re.findall(r"/(\d+)/", address)[0])
    today = localdate()

    def decision() -> tuple[date, date, date]:
        found = [one for one in open_tasks(town.var, matter) if one[0] == "decision"]
        assert [one[1] for one in found] == ["仙居县交通投资集团"]
        opened, yellow, due = found[0][2:]
        assert yellow is not None
        assert due is not None
        return opened, yellow, due

    opened, yellow, due = decision()
    assert (opened, yellow, due) == (today, *(working_day_after(today, n, presumed_rest_day) for n in (7, 14)))
    days_pass(town.var, [matter], (yellow - today).days)
    supervisor.sign_in("xj-inspection")
    supervisor.open(f"{address}tasks/")
    supervisor.sees("将到期")
    supervisor.look("94-decision-yellow")
    days_pass(town.var, [matter], (due - yellow).days + 1)
    supervisor.open(f"{address}tasks/")
    supervisor.sees("超期")
    supervisor.look("95-decision-red")

    def told() -> bool:
        supervisor.open("/desk/inbox/")
        return supervisor.page.get_by_text("在路面下埋管").count() > 0

    wait_until(told, what="the supervisor to be told of the red light")


def follows(supervisor: Person) -> str:
    """The inspection office follows what turned red, beside the procuratorate, and orders an answer."""

    def opened() -> bool:
        supervisor.open("/desk/supervision/?open=1")
        return supervisor.page.get_by_text("仙居县交通投资集团").count() > 0

    wait_until(opened, what="the supervision case of the red decision")
    supervisor.page.locator("[data-item] a").first.click()
    supervisor.sees("仙居县人民检察院")
    address = supervisor.page.url.removeprefix(supervisor.town.url)
    supervisor.press("发督办单")
    supervisor.page.locator("[name=words]").fill("说明为什么没有开工，三个工作日内书面答复。")
    supervisor.page.locator("[name=days]").fill("3")
    supervisor.page.locator("main form button.button--primary").first.click()
    supervisor.sees("说明为什么没有开工")
    supervisor.look("96-supervision-order")
    return address


def answers_for_itself(company: Person, case: str) -> None:
    """The company reads what is said of it, and answers the order."""
    company.open(case)
    company.sees("说明为什么没有开工")
    company.look("97-supervision-asked")
    company.press("答复督办单")
    company.page.locator("[name=answer]").fill("雨季无法开挖，管材已到场，本周完工。")
    company.page.locator("main form button.button--primary").first.click()
    company.sees("管材已到场")


def closes(supervisor: Person, case: str) -> None:
    """Once the late work is done the inspection office closes the case."""

    def caught_up() -> bool:
        supervisor.open(case)
        return supervisor.page.get_by_text("超期工作已办完").count() > 0

    wait_until(caught_up, what="the case to learn that the late work is done")
    supervisor.sees("管材已到场")
    supervisor.press("办结督办件")
    supervisor.page.locator("[name=outcome]").fill("现场核实，管道已埋好。")
    supervisor.page.locator("main form button.button--primary").first.click()
    supervisor.sees("现场核实，管道已埋好")
    supervisor.look("98-supervision-closed")


def does_it(company: Person, address: str) -> None:
    """The company reports it done."""
    company.open(f"{address}tasks/")
    company.press("报告已落实")
    company.page.locator("[name=words]").fill("管道已埋好，雨天试过，不再积水。")
    company.page.locator("main form button.button--primary").first.click()
    company.sees("不再积水")


def both_agree(centre: Person, address: str) -> None:
    """Both villages are asked; only then can it end as solved."""
    for village in ("黄梁陈村", "溪上村"):
        centre.open(f"{address}do/opinion/")
        centre.page.locator("[name=whose]").fill(village)
        centre.page.locator("input[name=agrees][value=yes]").check()
        centre.page.locator("main form button.button--primary").first.click()
    centre.open(f"{address}do/solved/")
    centre.page.locator("[name=outcome]").fill("两村同意，排水恢复。")
    centre.page.locator("main form button.button--primary").first.click()
    centre.sees("两村同意，排水恢复")
    centre.look("99-consultation-solved")


def test_the_drain_between_two_villages(town: Town, browser: Browser) -> None:
    worker, centre = enter(town, browser, "phone"), enter(town, browser, "desk")
    company, supervisor = enter(town, browser, "phone"), enter(town, browser, "desk")
    sighting = sees_it(worker)
    address = calls_it(centre, sighting)
    takes_part(company, address)
    decides(centre, address)
    the_lights_turn(supervisor, address)
    case = follows(supervisor)
    answers_for_itself(company, case)
    does_it(company, address)
    closes(supervisor, case)
    both_agree(centre, address)
    centre.open(sighting)
    centre.sees("两村同意，排水恢复")
    assert [fault for person in (worker, centre, company, supervisor) for fault in person.faults] == []
