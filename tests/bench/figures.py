"""`make bench-figures`: how long figures take at very many matters, in how many statements and by which plans."""

import argparse
import sys
import time
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "src"))

from tests.bench.cli import say
from tests.bench.stage import a_stage

WORDS = """Fill a database of its own with disputes, make their entries and sums, and ask what pages of figures ask, as
the application's role with row-level security on. A quick look: --disputes 20000 --rounds 3."""
STALE_DAYS = 200
Ask = Callable[[], object]


def main() -> None:
    """Fill, rebuild, ask; print one line for each page."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.figures", description=WORDS)
    parser.add_argument("--disputes", type=int, default=2_400_000)
    parser.add_argument("--rounds", type=int, default=10)
    parser.add_argument("--plans", action="store_true", help="show the plan of every statement")
    told = parser.parse_args()
    with a_stage(say) as stage, stage.database_alone() as owner:
        _fill(owner, told.disputes)
        _summed()
        _measure(told.rounds, plans=told.plans)


def _fill(owner: str, disputes: int) -> None:
    from concord.config.reference import load_reference_data
    from concord.config.schema import as_owner
    from tests.bench.county import make_counties
    from tests.bench.filling import fill

    say(f"Filling {disputes:,} disputes …")
    with as_owner():
        load_reference_data(lambda _words: None)
        fill(owner, make_counties(), disputes)


def _summed() -> None:
    from concord.apps.insight.figures.services.gathering import rebuild
    from concord.apps.insight.figures.services.rolling import roll_up, roll_up_all

    for name, work in (("entries", rebuild), ("sums", roll_up_all)):
        began = time.monotonic()
        say(f"{work():,} {name} in {time.monotonic() - began:.1f} s")
    began = time.monotonic()
    days = _changed()
    say(f"{STALE_DAYS} matters of the newest changed and heard of: {1000 * (time.monotonic() - began):.0f} ms")
    began = time.monotonic()
    say(f"{days} of their days stay stale while pages are measured; summing so many takes:")
    from django.db import transaction

    with transaction.atomic():
        roll_up()
        transaction.set_rollback(True)
    say(f"    {1000 * (time.monotonic() - began):.0f} ms")
    from concord.config.schema import as_owner

    with as_owner():
        _analyze()


def _analyze() -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        for table in ("figures_entry", "figures_rollup", "figures_stale"):
            cursor.execute(f"ANALYZE {table}")


def _changed() -> int:
    """Some of the newest matters change, as on a working day; how many days became stale."""
    from django.db import transaction

    from concord.apps.insight.figures.models import Stale
    from concord.apps.insight.figures.services.gathering import gather
    from concord.core.matters.access import declare_system
    from concord.core.matters.models import Matter

    with transaction.atomic():
        declare_system()
        newest = list(Matter.objects.order_by("-pk").values_list("pk", flat=True)[: STALE_DAYS * 40 : 40])
        Matter.objects.filter(pk__in=newest).update(stage="accepted")
        gather(newest)
    return Stale.objects.count()


def _people() -> dict[str, tuple[int, str]]:
    """Who asks, for which place: over the province, a city, the busiest county, a township, and for a department."""
    from django.db import transaction
    from django.db.models import Count

    from concord.core.matters.access import declare_system
    from concord.core.matters.models import Matter
    from concord.core.people.models import Membership, Organisation, Person, Place, Role

    with transaction.atomic():
        declare_system()
        county = Matter.objects.values("county").annotate(n=Count("pk")).order_by("-n")[0]["county"]
        township = Place.objects.filter(parent=county).order_by("pk")[0].pk
        department = Organisation.objects.get(kind="department", place=county)
        centre = Organisation.objects.get(kind="centre", place=county)
        asked = {
            "province": ("supervisor", centre, "33"), "city": ("supervisor", centre, county[:4]),
            "county": ("coordinator", centre, county), "township": ("township_coordinator", centre, township),
            "department": ("department_head", department, None),
        }  # fmt: skip
        found = {}
        for name, (role, body, place) in asked.items():
            person = Person.objects.create(name=name, username=f"figures-{name}", password="!")
            Membership.objects.create(
                person=person,
                organisation=body,
                role=Role.objects.get(pk=role),
                starts=date(2025, 1, 1),
                place_id=place,
            )
            found[name] = (person.pk, place or county)
    return found


def _pages(person: int, place: str, today: date) -> Iterable[tuple[str, Ask]]:
    """What each page asks; the person is read anew each time, with their roles, as at a request."""
    from concord.apps.insight.figures.selectors.asked import Asked
    from concord.apps.insight.figures.selectors.counted import matters_counted
    from concord.apps.insight.figures.selectors.definitions import indicators
    from concord.apps.insight.figures.selectors.index import index_shown
    from concord.apps.insight.figures.selectors.pages import by_side, curve
    from concord.apps.insight.figures.selectors.values import figures_of
    from concord.core.people.models import Person

    asked, known = Asked(place), indicators()

    def sight():  # type: ignore[no-untyped-def]
        return asked.sight(Person.objects.get(pk=person))

    yield "all figures", lambda: figures_of(known.values(), sight(), asked.over(today))
    yield "the index", lambda: index_shown(sight(), asked, today)
    yield "curve of closure", lambda: curve(known["closure"], sight(), asked, today)
    yield "curve of days", lambda: curve(known["days_median"], sight(), asked, today)
    for side in ("place", "category", "lead", "source"):
        yield f"closure by {side}", lambda side=side: by_side(known["closure"], sight(), asked, side, today)
    yield "days by place", lambda: by_side(known["days_median"], sight(), asked, "place", today)
    yield "days by category", lambda: by_side(known["days_median"], sight(), asked, "category", today)
    yield "the matters, first 30", lambda: matters_counted(known["closure"], sight(), asked.over(today))


def _measure(rounds: int, *, plans: bool) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext
    from django.utils.timezone import localdate

    from tests.bench.agenda.plans import asked, plans_of

    for who, (person, place) in _people().items():
        for page, ask in _pages(person, place, localdate()):
            times = asked(ask, rounds, warm=1)
            with CaptureQueriesContext(connection) as sent:
                asked(ask, 1, warm=0)
            statements = sum("SAVEPOINT" not in one["sql"] for one in sent.captured_queries)
            say(f"{who:10} {page:22} {times.median:8.0f} · {times.p99:6.0f} ms   {statements} statements")
            for plan in plans_of(ask, "figures_") if plans else ():
                say(f"    {plan}")


if __name__ == "__main__":
    main()
