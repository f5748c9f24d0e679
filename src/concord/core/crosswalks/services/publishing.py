"""Publish a crosswalk, map records of older editions anew, and undo that (D3, K10)."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.crosswalks.access import crosswalks_published_by, remappings_undone_by
from concord.core.crosswalks.crossing import item_for
from concord.core.crosswalks.facts import (
    ClassPutBack,
    ClassRemapped,
    CrosswalkPublished,
    RecordsRemapped,
    RemappingUndone,
)
from concord.core.crosswalks.models import Crossed, Crosswalk, Edition, Moved, Remapping
from concord.core.crosswalks.tongues import in_words_of
from concord.core.exchange.reading import mappings
from concord.core.matters.access import declare_reader, matters_read_by
from concord.core.matters.models import Matter
from concord.core.matters.told import told_in
from concord.core.people.models import Person
from concord.core.refusals import Refusal

AT_ONCE, MOST_ANEW = 500, 20_000


def table_of(crosswalk: Crosswalk) -> dict[str, str]:
    """What is decided, by class."""
    return dict(crosswalk.lines.exclude(targets="").order_by("pk").values_list("key", "targets"))


@transaction.atomic
def publish_crosswalk(pk: int, *, by: Person) -> Edition:
    """Publish what is decided as the next edition: from now on records of the source are mapped by it.

    Undecided classes stay out. Refuses an edition that says the same as the one in force, and an empty one.
    """
    declare_reader(by)
    crosswalk = crosswalks_published_by(by).select_for_update(of=("self",)).get(pk=pk)
    table, last = table_of(crosswalk), crosswalk.edition
    if not table:
        raise Refusal(_("Nothing is decided yet, so there is nothing to publish."))
    if last is not None and last.table == table:
        raise Refusal(_("Nothing was decided otherwise since edition %(number)s.") % {"number": last.number})
    number = (last.number if last else 0) + 1
    edition = Edition.objects.create(crosswalk=crosswalk, number=number, table=table, published_by=by)
    crosswalk.edition = edition
    crosswalk.save(update_fields=["edition"])
    told = CrosswalkPublished(matter_id=None, crosswalk_id=pk, name=crosswalk.name, number=number, lines=len(table))
    record(told, by=by)
    return edition


def older_records(crosswalk: Crosswalk, by: Person) -> QuerySet[Crossed]:
    """The open records that `by` may read and that were mapped by no edition or an older one.

    One to which a person gave another kind since is left alone: a person's word goes before a table's.
    """
    older = Q(edition=None) | Q(edition__number__lt=crosswalk.edition.number if crosswalk.edition else 0)
    readable = Matter.objects.filter(pk__in=matters_read_by(by), is_open=True)
    return Crossed.objects.filter(older, crosswalk=crosswalk, matter__in=readable, matter__topic=F("given"))


@transaction.atomic
def remap_records(pk: int, *, by: Person) -> Remapping:
    """Map open records that came in under an older edition by the one in force, up to 20,000 at a time.

    Deadlines stay as they are. Refuses a crosswalk without an edition or source, and where no record is older.
    """
    declare_reader(by)
    crosswalk = crosswalks_published_by(by).select_for_update(of=("self",)).get(pk=pk)
    edition = crosswalk.edition
    if edition is None or not crosswalk.source:
        raise Refusal(_("Publish the crosswalk of a source first."))
    rows = list(older_records(crosswalk, by).select_related("matter").order_by("pk")[:MOST_ANEW])
    if not rows:
        raise Refusal(_("Every open record is mapped by the edition in force."))
    remapping = Remapping.objects.create(crosswalk=crosswalk, edition=edition, by=by)
    receiver = mappings()[crosswalk.source].receiver
    moved = [one for at in range(0, len(rows), AT_ONCE) for one in _anew(remapping, rows[at : at + AT_ONCE], receiver)]
    Moved.objects.bulk_create(moved, batch_size=AT_ONCE)
    changed = _put([(one.matter_id, one.after) for one in moved if one.before != one.after])
    Crossed.objects.filter(matter__in=[one.matter_id for one in moved]).update(edition=edition)
    remapping.changed = changed
    remapping.save(update_fields=["changed"])
    record(
        *(ClassRemapped(matter_id=o.matter_id, before=o.before, after=o.after) for o in moved if o.before != o.after),
        RecordsRemapped(matter_id=None, crosswalk_id=pk, name=crosswalk.name, number=edition.number, changed=changed),
        by=by,
    )
    return remapping


def _anew(remapping: Remapping, rows: list[Crossed], receiver: str) -> list[Moved]:
    """What these records become; those whose class is not in the edition, or nothing that is handled, stay out."""
    told, table = told_in([one.matter for one in rows]), remapping.edition.table
    found = []
    for one in rows:
        targets = str(table.get(one.key, ""))
        words = told[one.matter_id].words if one.matter_id in told else ""
        after = in_words_of(receiver, item_for(targets, words)) if targets else ""
        if after:
            found.append(
                Moved(
                    remapping=remapping,
                    matter_id=one.matter_id,
                    before=one.given,
                    after=after,
                    edition_before_id=one.edition_id,
                )
            )
    return found


def _put(given: Iterable[tuple[int, str]]) -> int:
    """Give matters their kind; how many got another one."""
    by_kind: dict[str, list[int]] = {}
    for matter, topic in given:
        by_kind.setdefault(topic, []).append(matter)
    for topic, keys in by_kind.items():
        Matter.objects.filter(pk__in=keys).update(topic=topic)
        Crossed.objects.filter(matter__in=keys).update(given=topic)
    return sum(len(keys) for keys in by_kind.values())


@transaction.atomic
def undo_remapping(pk: int, *, by: Person) -> Remapping:
    """Put back what a mapping anew changed, except where the kind was changed again since.

    Refuses one that was undone, or that a newer one stands upon.
    """
    declare_reader(by)
    remapping = remappings_undone_by(by).select_for_update(of=("self",)).get(pk=pk)
    if Remapping.objects.filter(crosswalk=remapping.crosswalk, undone_at=None, pk__gt=pk).exists():
        raise Refusal(_("Undo the newer mapping first."))
    readable = matters_read_by(by)
    moved = list(remapping.moved.filter(matter__in=readable, matter__topic=F("after")).order_by("pk"))
    back = [one for one in moved if one.before != one.after]
    _put([(one.matter_id, one.before) for one in back])
    for edition in {one.edition_before_id for one in moved}:
        keys = [one.matter_id for one in moved if one.edition_before_id == edition]
        Crossed.objects.filter(matter__in=keys).update(edition=edition)
    remapping.undone_by, remapping.undone_at = by, timezone.now()
    remapping.save(update_fields=["undone_by", "undone_at"])
    name = remapping.crosswalk.name
    record(
        *(ClassPutBack(matter_id=one.matter_id, before=one.after, after=one.before) for one in back),
        RemappingUndone(matter_id=None, crosswalk_id=remapping.crosswalk_id, name=name, changed=len(back)),
        by=by,
    )
    return remapping
