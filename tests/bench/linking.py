"""Measure linking on the platform: records invented with their truth, indexed, one by one and all at once.

    .venv/bin/python -m tests.bench.linking --records 100000

The engine alone, at 2.4 million, is measured by `make bench-data`; here the database, its keys and the writing of what
was found are part of it. Matters are bare rows: what their rooms tell of them is replaced by the invented records.
"""

import argparse
import statistics
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import transaction
from django.utils.timezone import localdate

from concord.engines.linkage.generate import Known, generate
from tests.bench.cli import say
from tests.bench.report import Figure, table
from tests.bench.stage import a_stage

PAGE, PLACE = 1_000, "330105"


def kept(records: Iterable[Known]) -> dict[int, int]:
    """Index these records as matters; gives for each matter the number of what it truly tells of."""
    from concord.core.linking.forms_of import SOURCE, disputes
    from concord.core.linking.index import enter
    from concord.core.matters.models import Matter
    from concord.engines.linkage.records import prepare

    known = list(records)
    fields = {"kind": "dispute", "title": "…", "place_id": PLACE, "stage": "reported", "law_as_of": localdate()}
    rows = Matter.objects.bulk_create(Matter(number=f"B{one.record.key}"[:32], **fields) for one in known)
    told = [replace(one.record, source=SOURCE, outside_id=str(row.pk)) for one, row in zip(known, rows, strict=True)]
    forms = {row.pk: prepare(record, disputes().common) for row, record in zip(rows, told, strict=True)}
    enter(forms)
    return {row.pk: one.matter for one, row in zip(known, rows, strict=True)}


def filled(coming: Iterator[Known], figures: list[Figure]) -> dict[int, int]:
    """Index all, page by page."""
    from concord.core.matters.access import declare_system

    truth, began = dict[int, int](), time.monotonic()
    while part := list(islice(coming, PAGE)):
        with transaction.atomic():
            declare_system()
            truth |= kept(part)
    figures.append(Figure(f"{len(truth):,} records indexed", round(time.monotonic() - began, 1), "s"))
    return truth


def one_by_one(coming: Iterator[Known], truth: dict[int, int], figures: list[Figure]) -> None:
    """Each new record by itself: indexed, compared, what was found written, in one transaction."""
    from concord.core.linking.index import form_of
    from concord.core.linking.services.settling import settle
    from concord.core.linking.services.taking import found_of
    from concord.core.matters.access import declare_system

    took = []
    for one in coming:
        began = time.perf_counter()
        with transaction.atomic():
            declare_system()
            truth |= (fresh := kept([one]))
            (pk,) = fresh
            settle(found_of(form_of([pk])[pk]))
        took.append(1_000 * (time.perf_counter() - began))
    told = statistics.quantiles(took, n=100)
    figures.append(Figure("a new record, half of them", round(told[49], 1), "ms", aim=1_000))
    figures.append(Figure("a new record, 99 of 100", round(told[98], 1), "ms", aim=1_000))


def all_at_once(truth: dict[int, int], figures: list[Figure]) -> None:
    """A run over all, and what it linked and proposed beside the truth."""
    from concord.core.linking.models import Grouped, Pair, Run
    from concord.core.linking.running import run_on
    from concord.core.matters.access import declare_system

    run, began = Run.objects.create(step=Run.Step.COMPARE), time.monotonic()
    run_on(run.pk, pages=1)
    figures.append(Figure("all compared with Splink", round(time.monotonic() - began, 1), "s"))
    began = time.monotonic()
    while run_on(run.pk):
        pass
    figures.append(Figure("pairs written, acts and groups with them", round(time.monotonic() - began, 1), "s"))
    with transaction.atomic():
        declare_system()
        groups = dict(Grouped.objects.values_list("pk", "lead_id"))
        waiting = Pair.objects.filter(state=Pair.State.OPEN).count()
    figures.append(Figure("pairs that wait for a person", waiting))
    figures.extend(beside_truth(groups, truth))


def beside_truth(groups: dict[int, int], truth: dict[int, int]) -> Iterator[Figure]:
    """Of the pairs within groups, how many are true; of the true ones, how many lie within groups."""
    said, true, both = (
        pairs_of(of) for of in (groups, truth, {pk: (lead, truth[pk]) for pk, lead in groups.items() if pk in truth})
    )
    yield Figure("grouped by the machine, truly the same", round(100 * both / said, 2), "%", more=True)
    yield Figure("truly the same, grouped by the machine", round(100 * both / true, 2), "%", more=True)


def pairs_of(groups: Iterable[object]) -> int:
    """How many pairs lie within the same group."""
    return sum(size * (size - 1) // 2 for size in Counter(groups).values())


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--records", type=int, default=100_000)
    parser.add_argument("--singly", type=int, default=500)
    told, figures = parser.parse_args(), list[Figure]()
    with a_stage(say) as stage, stage.database_alone():
        coming = generate(told.records + told.singly, 77)
        truth = filled(islice(coming, told.records), figures)
        one_by_one(coming, truth, figures)
        say("All at once …")
        all_at_once(truth, figures)
    print(table(figures))


if __name__ == "__main__":
    main()
