"""Take answers out for training, offer a model, compare it, put it in force, and go back (D3)."""

import json
import zipfile
from collections.abc import Sequence
from io import BytesIO
from math import comb

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.insight.classes.access import judged_taken_by, models_switched_by
from concord.apps.insight.classes.facts import CorrectionsTaken, ModelOffered, ModelSwitched
from concord.apps.insight.classes.forcing import read_model
from concord.apps.insight.classes.models import Judged, Offered, Switch, Via
from concord.core.acts.services import record
from concord.core.matters.access import declare_reader, declare_system
from concord.core.matters.told import told_in
from concord.core.people.access import require
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.text.classify import category_of
from concord.engines.text.heldout import held_out
from concord.engines.text.mask import mask
from concord.engines.text.measure import Labelled, judge
from concord.engines.text.model import Model, model
from concord.engines.text.taxonomy import taxonomy

MOST_BYTES, MOST_UNPACKED, MOST_TAKEN, MOST_AUDITED = 8_000_000, 400_000_000, 20_000, 2_000
Comparison = dict[str, dict[str, float | int]]


@transaction.atomic
def take_corrections(*, by: Person) -> str:
    """Answers as JSON lines for `concord text learn` (`text`, `item`), what identifies people hidden.

    The last answer about each matter counts. What was drawn at random stays behind: it measures, and never trains.
    """
    found = list(judged_taken_by(by).order_by("-pk")[:MOST_TAKEN])
    last = {one.matter_id: one for one in reversed(found)}
    told = told_in([one.matter for one in last.values()])
    measured = set(Judged.objects.filter(matter__in=last, via=Via.AUDIT).values_list("matter", flat=True))
    lines = [
        json.dumps({"text": mask(told[pk].words, houses=True), "item": one.chosen}, ensure_ascii=False)
        for pk, one in last.items()
        if pk in told and pk not in measured
    ]
    record(CorrectionsTaken(matter_id=None, texts=len(lines)), by=by)
    return "".join(f"{line}\n" for line in lines)


@transaction.atomic
def offer_model(*, content: bytes, by: Person) -> Offered:
    """Keep a model that `concord text learn` made, and compare it with the one in force; nothing changes yet.

    Compared on the held-out texts, and on all that was drawn at random and answered. Refuses what is no model of this
    taxonomy, and a version that is there.
    """
    require(by, "switch_classifier")
    offered, current = _read(content), model()
    if Offered.objects.filter(version=offered.version).exists() or offered.version == current.version:
        raise Refusal(_("A model of this version is there already. Train it under another version."), field="file")
    declare_system()
    sets = {"heldout": held_out(), "audit": _audited()}
    declare_reader(by)
    comparison = {name: _compared(texts, current, offered) for name, texts in sets.items() if texts}
    made = Offered.objects.create(version=offered.version, content=content, comparison=comparison, by=by)
    record(ModelOffered(matter_id=None, version=offered.version, current=current.version), by=by)
    return made


def _read(content: bytes) -> Model:
    """A model of this taxonomy, checked before it is unpacked."""
    wrong = Refusal(_("This is no model that `concord text learn` made."), field="file")
    if not content or len(content) > MOST_BYTES:
        raise wrong
    try:
        with zipfile.ZipFile(BytesIO(content)) as packed:
            if sum(one.file_size for one in packed.infolist()) > MOST_UNPACKED:
                raise wrong
        found = read_model(content)
    except (ValueError, KeyError, EOFError, OSError, TypeError, zipfile.BadZipFile) as broken:
        raise wrong from broken
    fits = set(found.items) <= taxonomy().items.keys() and len(found.version) <= 40
    if not fits or found.weights.shape != (len(found.rarity), len(found.items) + 1):
        raise wrong
    return found


def _audited() -> list[Labelled]:
    """All texts that were drawn at random and answered, the newest two thousand."""
    answers = Judged.objects.filter(via=Via.AUDIT).select_related("matter").order_by("-pk")[:MOST_AUDITED]
    last = {one.matter_id: one for one in answers}
    told = told_in([one.matter for one in last.values()])
    return [Labelled(told[pk].words, one.chosen) for pk, one in last.items() if pk in told]


def _compared(texts: Sequence[Labelled], current: Model, offered: Model) -> dict[str, float | int]:
    """Shares right by category and among the first three; how often only one is right, and how likely by chance."""
    old, new = judge(texts, current), judge(texts, offered)
    pairs = list(zip(old, new, strict=True))
    only_new = sum(b.right and not a.right for a, b in pairs)
    only_old = sum(a.right and not b.right for a, b in pairs)
    number = len(texts)
    return {
        "texts": number,
        "first_now": sum(one.right for one in old) / number,
        "first_new": sum(one.right for one in new) / number,
        "three_now": sum(category_of(one.label.item) in one.said.top3 for one in old) / number,
        "three_new": sum(category_of(one.label.item) in one.said.top3 for one in new) / number,
        "only_now": only_old,
        "only_new": only_new,
        "chance": round(by_chance(only_old, only_new), 4),
    }


def by_chance(one: int, other: int) -> float:
    """How likely two equal models differ so much: McNemar's exact test, two-sided."""
    number = one + other
    tail: float = sum(comb(number, at) for at in range(min(one, other) + 1)) / 2**number
    return min(1.0, 2 * tail)


@transaction.atomic
def switch_model(pk: int | None, *, reason: str, by: Person) -> Switch:
    """Put an offered model in force for the whole platform, or (without one) the shipped one again; within a minute.

    Refuses the one that is in force, and one without a reason.
    """
    require(by, "switch_classifier")
    offered = models_switched_by(by).get(pk=pk) if pk else None
    last = Switch.objects.select_for_update(of=("self",)).select_related("offered").order_by("-pk").first()
    before = last.offered if last else None
    if (before.pk if before else None) == (offered.pk if offered else None):
        raise Refusal(_("This model is in force already."))
    if not reason.strip():
        raise Refusal(_("Say why."), field="reason")
    made = Switch.objects.create(offered=offered, reason=reason.strip()[:400], by=by)
    names = [one.version if one else str(_("the shipped model")) for one in (offered, before)]
    record(ModelSwitched(matter_id=None, version=names[0], before=names[1], reason=made.reason), by=by)
    return made
