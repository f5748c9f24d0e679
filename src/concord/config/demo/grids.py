"""The grids of the demo county's first village, their worker, a patrol list, and what was seen there; all invented."""

import random
from datetime import timedelta

from django.utils import timezone

from concord.apps.grassroots.sensing.models import PatrolPoint
from concord.apps.grassroots.sensing.services.handling import close_sighting, hand_on, handle_on_site
from concord.apps.grassroots.sensing.services.patrol import plan_point
from concord.apps.grassroots.sensing.services.sensing import Seen, report_sighting
from concord.config.demo.clock import at
from concord.config.demo.county import STARTS, County, a_phone
from concord.core.matters.grids import make_grid
from concord.core.people.models import Membership, Person, Place, Role

NAMES = ("第一网格", "第二网格")
POINTS = [
    ("社区微型消防站", "灭火器压力、通道是否堵塞", 7),
    ("河道排水口", "有没有异味、堵塞、垃圾", 3),
    ("独居老人王阿婆家", "敲门问一声，看看水电气", 2),
    ("老菜场出租房", "新来的人登记了没有，飞线充电", 14),
]
# What was seen, and what became of it.
SEEN = [
    ("P08", "三号楼后面的水沟被建筑垃圾填了，下雨就往一楼倒灌，住户很着急。", "handed on"),
    ("P12", "菜场后门垃圾堆了三天没清，夏天味道很大。", "closed"),
    ("P13", "五号楼二单元有人从楼上拉电线给电动车充电。", "handled"),
    ("P01", "楼上晾衣服滴水，两家在楼道里吵起来了，劝开了，还要再谈。", "closed"),
    ("P09", "社区门口人行道塌了一块，晚上看不见。", "reported"),
    ("P18", "独居的陈伯摔了一跤，子女在外地，需要有人送饭。", "handled"),
    ("P11", "沿街店铺把桌椅摆到盲道上。", "reported"),
    ("P05", "工地上七八个工人说两个月没发工资，想去区里。", "handed on"),
    ("P10", "烧烤店油烟直排，楼上几户都来反映。", "reported"),
    ("P09", "楼道灯坏了两层，老人夜里不敢下楼。", "closed"),
    ("P08", "地下车库入口积水，车轮打滑。", "closed"),
    ("P12", "装修垃圾堆在单元门口一个星期。", "closed"),
    ("P10", "夜里十二点还在打桩，孩子睡不着。", "closed"),
    ("P11", "一楼住户把绿化带围起来种菜。", "closed"),
    ("P01", "楼上漏水到楼下，两家说不拢。", "closed"),
]
# Whom it concerned, where they left their name and phone; no message leaves the machine for these numbers.
TOLD_BY = dict(
    zip(
        (1, 3, 9, 10, 11, 12, 13, 14),
        ("陈阿姨", "老李", "王师傅", "小周", "孙大伯", "林老师", "徐女士", "老赵"),
        strict=True,
    )
)


def _worker(grid: Place, county: County) -> Person:
    """The grid worker's account, working in this grid."""
    person = Person.objects.get(username="grid")
    Membership.objects.get_or_create(
        person=person,
        organisation=county.bodies["township"],
        role=Role.objects.get(pk="grid_worker"),
        starts=STARTS,
        defaults={"place": grid},
    )
    return person


def _tell(number: int, grid: Place, worker: Person, township: Person, dice: random.Random) -> None:
    kind, words, then = SEEN[number]
    began = timezone.now() - timedelta(days=dice.uniform(0.2, 12), hours=dice.uniform(0, 6))
    name = TOLD_BY.get(number, "")
    seen = Seen(
        words=words, kind=kind, place_id=grid.pk, sent_key=f"demo-sighting-{number}", invented=True,
        name=name, phone=a_phone(9900 + number) if name else "",
    )  # fmt: skip
    with at(began):
        sighting = report_sighting(seen, by=worker, today=timezone.localdate())
    if sighting.matter.stage != "reported":
        return
    with at(began + (timezone.now() - began) / 2):
        if then in {"handled", "closed"}:
            handle_on_site(sighting.pk, what="到现场看过，当场劝导、处理，住户同意。", by=worker)
        if then == "closed":
            close_sighting(sighting.pk, outcome="已复查，恢复正常。", by=township)
        if then == "handed on":
            why, today = "涉及几个部门，网格里解决不了。", timezone.localdate()
            hand_on(sighting.pk, to="township", reason=why, by=worker, today=today)


def make_grids(county: County, dice: random.Random) -> None:
    """Two grids by the deed that operators use, and their life; making them again changes nothing."""
    village = county.villages[0]
    have = set(Place.objects.filter(parent=village).values_list("name", flat=True))
    for name in NAMES:
        if name not in have:
            make_grid(village.pk, name=name, by=Person.objects.get(username="operator"))
    grid = Place.objects.filter(parent=village, name=NAMES[0]).get()
    worker, township = _worker(grid, county), Person.objects.get(username="township")
    for name, look_for, every_days in POINTS:
        if not PatrolPoint.objects.filter(place=grid, name=name).exists():
            plan_point(place=grid.pk, name=name, look_for=look_for, every_days=every_days, by=township)
    for number in range(len(SEEN)):
        _tell(number, grid, worker, township, dice)
