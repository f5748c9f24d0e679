"""Let a run go on, page after page: index what is new, compare all at once with Splink, settle what was found.

Each page is one transaction that moves the run's mark; the comparing in the middle is done whole or not at all, and
done again after a crash. The forms lie in a file of the worker's own for as long as they are compared.
"""

from collections.abc import Iterator
from datetime import timedelta
from itertools import islice
from pathlib import Path
from shutil import rmtree
from tempfile import TemporaryDirectory
from time import time

from django.conf import settings
from django.db import connection, transaction
from django.utils import timezone

from concord.core.linking.forms_of import SOURCE, disputes, forms_of, kinds, unpacked
from concord.core.linking.index import enter, form_of
from concord.core.linking.models import Compared, Found, Run, Waiting
from concord.core.linking.services.settling import Weighed, grounds_of, settle, withdraw
from concord.core.linking.services.starting import open_run, under_way
from concord.core.linking.services.taking import bind_handled
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.engines.linkage.because import reasons
from concord.engines.linkage.clusters import Pair
from concord.engines.linkage.records import Form

AT_ONCE, FORMS_AT_ONCE, PAGES_AT_A_TIME = 500, 5_000, 40
MANY = 5_000
"""From so many waiting matters on, all are compared at once, which costs less than one by one."""
QUIET = timedelta(minutes=40)
FOLDER = "linking-"
KEEP = """
    INSERT INTO linking_found (run_id, number, "left", "right", weight)
    SELECT %s, row_number() OVER (ORDER BY weight DESC, one, other) - 1, one, other, weight FROM linking_told
"""


@transaction.atomic
def run_wanted() -> int | None:
    """The run that many waiting matters ask for, begun here; None where few wait, or a run is under way."""
    declare_system()
    if Waiting.objects.all()[MANY : MANY + 1].exists() and not under_way():
        return open_run(None).pk
    return None


def quiet_runs() -> list[int]:
    """Runs under way that have not moved for some time: their worker died."""
    quiet = Run.objects.filter(is_stopped=False, moved_at__lt=timezone.now() - QUIET)
    return list(quiet.exclude(step=Run.Step.DONE).values_list("pk", flat=True))


def run_on(pk: int, pages: int = PAGES_AT_A_TIME) -> bool:
    """Go on with a run for so many pages; whether more wait."""
    return all(_one_page(pk) for _page in range(pages))


@transaction.atomic
def _one_page(pk: int) -> bool:
    """Whether the run goes on after one more page."""
    declare_system()
    going_on = Run.objects.filter(pk=pk, is_stopped=False).exclude(step=Run.Step.DONE)
    if going_on.filter(step=Run.Step.COMPARE).exists():
        return _compare(pk)
    run = going_on.select_for_update().first()
    if run is None or run.step == Run.Step.COMPARE:
        return run is not None
    (_index if run.step == Run.Step.INDEX else _decide)(run)
    run.moved_at = timezone.now()
    run.save()
    return run.step != Run.Step.DONE


def _index(run: Run) -> None:
    """Index the next matters that are not compared yet."""
    coming = Matter.objects.filter(kind__in=kinds(), pk__gt=run.mark).order_by("pk")
    keys = list(coming.values_list("pk", flat=True)[:AT_ONCE])
    known = set(Compared.objects.filter(pk__in=keys).values_list("pk", flat=True))
    changed = set(Waiting.objects.filter(pk__in=known).values_list("pk", flat=True))
    fresh = forms_of(Matter.objects.filter(pk__in=set(keys) - known | changed))
    enter(fresh)
    bind_handled(fresh)
    withdraw(changed, set())
    Waiting.objects.filter(pk__in=list(fresh)).delete()
    run.indexed += len(fresh)
    run.step, run.mark = (Run.Step.INDEX, keys[-1]) if keys else (Run.Step.COMPARE, 0)


def _forms() -> Iterator[Form]:
    """All compared forms; memory stays flat."""
    rows = Compared.objects.values_list("form", flat=True).iterator(FORMS_AT_ONCE)
    return map(unpacked, rows)


def _compare(pk: int) -> bool:
    """Find all pairs with Splink, and keep them from the strongest down.

    The run is locked only when they are found: it can be stopped meanwhile, and what two workers found is kept once.
    """
    from concord.engines.linkage.linking import link  # Splink takes a second and 100 MB: only who compares loads it
    from concord.engines.linkage.tables import on_duckdb, write

    _clear_what_was_left()
    with TemporaryDirectory(dir=settings.VAR, prefix=FOLDER) as folder, connection.cursor() as cursor:
        write(_forms(), file := Path(folder) / "forms.parquet")
        cursor.execute("CREATE TEMP TABLE linking_told (one bigint, other bigint, weight float8) ON COMMIT DROP")
        with on_duckdb(file, Path(folder)) as engine:
            pairs = map(_row, link(engine, disputes()))
            while part := list(islice(pairs, AT_ONCE * 10)):
                cursor.executemany("INSERT INTO linking_told VALUES (%s, %s, %s)", part)
        run = Run.objects.select_for_update().get(pk=pk)
        if run.step == Run.Step.COMPARE:
            cursor.execute(KEEP, [pk])
            run.step, run.mark, run.pairs, run.moved_at = Run.Step.DECIDE, 0, cursor.rowcount, timezone.now()
            run.save()
    return not run.is_stopped


def _clear_what_was_left() -> None:
    """Remove the files of a worker that died while comparing: names and numbers lie in them."""
    for folder in settings.VAR.glob(f"{FOLDER}*"):
        if folder.stat().st_mtime < time() - QUIET.total_seconds():
            rmtree(folder)


def _row(pair: Pair) -> tuple[int, int, float]:
    """Both matters, the smaller key first, and the weight."""
    left, right = sorted(int(key.removeprefix(f"{SOURCE}|")) for key in (pair.left, pair.right))
    return left, right, pair.weight


def _decide(run: Run) -> None:
    """Settle the next pairs, the strongest first; with the last of them nothing waits any more."""
    rows = list(Found.objects.filter(run=run, number__gte=run.mark).order_by("number")[:AT_ONCE])
    forms = form_of({matter for row in rows for matter in (row.left, row.right)})
    weighed = (_weighed(row, forms) for row in rows if row.left in forms and row.right in forms)
    settled = settle(one for one in weighed if one.weight >= disputes().bars.possible)
    run.joined, run.proposed = run.joined + settled.joined, run.proposed + settled.proposed
    run.mark += len(rows)
    if run.mark >= run.pairs:
        run.step, run.ended_at = Run.Step.DONE, timezone.now()
        Found.objects.filter(run=run).delete()


def _weighed(row: Found, forms: dict[int, Form]) -> Weighed:
    """The pair as both forms stand now."""
    left, right = forms[row.left], forms[row.right]
    return Weighed(row.left, row.right, disputes().weight(left, right), grounds_of(reasons(disputes(), left, right)))
