"""Fill the demo county (`concord demo`): seeded, resumable, and harmless to run twice."""

import random
from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from concord.config.demo import stories, words
from concord.config.demo.askings import make_askings
from concord.config.demo.classes import make_classes
from concord.config.demo.consultations import make_consultations
from concord.config.demo.contracts import make_contracts
from concord.config.demo.county import County, make_county
from concord.config.demo.crosswalks import make_crosswalks
from concord.config.demo.desks import make_desks
from concord.config.demo.drafts import make_drafts
from concord.config.demo.evaluations import make_evaluations
from concord.config.demo.exchange import make_exchange
from concord.config.demo.grids import make_grids
from concord.config.demo.leaders import make_leaders
from concord.config.demo.linking import make_linking
from concord.config.demo.stories import Story
from concord.config.demo.supervision import make_supervision
from concord.config.demo.warnings import make_warnings
from concord.config.demo.xianju import make_xianju
from concord.core.matters.models import Matter

Step = Callable[[Story], bool]
MEDIATED: list[Step] = [stories.accept, stories.assign, stories.take_up, stories.talk]
AGREED: list[Step] = [*MEDIATED, stories.offer, stories.draft, stories.sign]
HANDLED: list[Step] = [stories.accept, stories.department]
PATHS: list[tuple[int, list[Step]]] = [
    (10, []),
    (8, [stories.accept]),
    (7, [stories.accept, stories.assign]),
    (3, [stories.accept, stories.assign, stories.decline]),
    (12, MEDIATED),
    (6, [*MEDIATED, stories.offer]),
    (6, [*MEDIATED, stories.offer, stories.draft]),
    (10, AGREED),
    (14, [*AGREED, stories.perform, stories.rate]),
    (6, [*MEDIATED, stories.end, stories.rate]),
    (6, HANDLED),
    (3, [*HANDLED, stories.contest]),
    (9, [*HANDLED, stories.resolve, stories.rate]),
    (3, [*HANDLED, stories.resolve, stories.object_to]),
]
SIGHTINGS = frozenset({"sighting"})
OF_CONTRACTS = frozenset({"contract_payment", "contract_award", "contract_asset"})
DAYS_NEEDED = 6
DAYS_BACK = 150
YEAR = 365  # days; some of the stories that were told to their end lie so much further back, to be compared with


def _begun_days_ago(dice: random.Random, steps: int) -> float:
    """Longer stories began earlier, and fresh ones are many."""
    if steps == 0:
        return dice.uniform(0.05, 2.5)
    return min(DAYS_BACK, steps * DAYS_NEEDED * dice.uniform(0.4, 2.2) + 1)


def _tell(county: County, dice: random.Random, number: int, told: words.Told) -> None:
    steps = dice.choices([path for _weight, path in PATHS], [weight for weight, _path in PATHS])[0]
    ago = _begun_days_ago(dice, len(steps)) + (YEAR if steps and steps[-1] is stories.rate and number % 5 < 2 else 0)
    began = timezone.now() - timedelta(days=ago, minutes=dice.randrange(600))
    story = Story(county, dice, began, number, told)
    with transaction.atomic():
        if not stories.begin(story):
            return
        for step in steps:
            if not step(story):
                return


def load_demo(*, count: int = 320, seed: int = 2026, say: Callable[[str], None]) -> int:
    """Make the demo county and `count` invented disputes; returns how many disputes it now has.

    Each dispute has its own dice and its own transaction: a run that was stopped goes on where it was.
    """
    with transaction.atomic():
        county = make_county(random.Random(seed))  # noqa: S311
        make_grids(county, random.Random(seed))  # noqa: S311
        make_consultations(county)
        make_crosswalks(county)
        make_exchange(county, SIGHTINGS)
        make_drafts(county)
        make_xianju()
        make_supervision(county)
        make_warnings(county)
        make_leaders()
        make_contracts(county)
        make_exchange(county, OF_CONTRACTS)
        make_linking(county)
    reports = list(words.corpus())
    random.Random(seed).shuffle(reports)  # noqa: S311
    for number in range(count):
        _tell(county, random.Random(f"{seed}-{number}"), number, reports[number % len(reports)])  # noqa: S311
        if (number + 1) % 80 == 0:
            say(f"{number + 1} of {count} invented disputes")
    with transaction.atomic():
        make_askings(county)
        make_evaluations(county)
        make_desks(county)
        make_classes(county)
    with transaction.atomic():
        from concord.core.matters.access import declare_system

        declare_system()
        return Matter.objects.filter(invented=True).count()
