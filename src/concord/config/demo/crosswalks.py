"""The demo county's crosswalks: the official classification, and that of the petition system, half decided."""

from concord.config.demo.county import County
from concord.core.crosswalks.models import Crosswalk
from concord.core.crosswalks.services.building import make_crosswalk
from concord.core.crosswalks.services.deciding import decide_class
from concord.core.crosswalks.services.publishing import publish_crosswalk
from concord.core.crosswalks.shipped import OFFICIAL
from concord.core.people.models import Person

PETITIONS = {
    "农村农业/征地": "C13-1",
    "农村农业/权属": "C14-1 C14-3 C03-1",
    "城乡建设/物业": "C11",
    "劳动社保/欠薪": "C08-1 C07-2",
    "生态环境/污染": "C16",
    "交通/道路": "C21-3",
}


def make_crosswalks(county: County) -> None:
    """Make each once, in the name of the county's coordinator, and publish what is decided."""
    coordinator = Person.objects.get(username="coordinator")
    if not Crosswalk.objects.filter(place=county.place).exists():
        official = make_crosswalk("网上问政十五类", place=county.place, shipped=OFFICIAL, by=coordinator)
        publish_crosswalk(official.pk, by=coordinator)
        petitions = make_crosswalk("信访系统内容分类", place=county.place, source="petition", by=coordinator)
        for line in petitions.lines.filter(key__in=PETITIONS):
            decide_class(line.pk, targets=PETITIONS[line.key], by=coordinator)
        publish_crosswalk(petitions.pk, by=coordinator)
