"""Matters as records that are compared: what their room tells of them, and who came as they were named.

A room takes part by telling of its matters (`core.matters.told.tellers`) and by having those compared that were
opened or changed (`jobs.compare_later`).
"""

from collections.abc import Iterable

from django.utils.timezone import localtime
from orjson import dumps, loads

from concord.core.matters.models import Matter, Party
from concord.core.matters.told import Told, tellers, told_in
from concord.engines.linkage.model import Model, model
from concord.engines.linkage.records import Form, Record, prepare

SOURCE = "matter"
DISPUTES, PARTIES = "disputes", "parties"


def disputes() -> Model:
    """The model by which disputes are compared."""
    return model(DISPUTES)


def kinds() -> list[str]:
    """The kinds of matter that are compared: those of which somebody tells."""
    return sorted(tellers)


def matter_of(form: Form) -> int:
    """Whose form it is."""
    return int(form.unique_id.removeprefix(f"{SOURCE}|"))


def forms_of(matters: Iterable[Matter]) -> dict[int, Form]:
    """The form of each of these matters of which its room tells; the first who came speaks for all who did."""
    known = {matter.pk: matter for matter in matters}
    told, came = told_in(known.values()), _who_came(known)
    return {pk: prepare(_record(known[pk], said, came.get(pk)), disputes().common) for pk, said in told.items()}


def _who_came(matters: Iterable[int]) -> dict[int, Party]:
    applicants = Party.objects.filter(matter__in=list(matters), side=Party.Side.APPLICANT).order_by("-pk")
    return {party.matter_id: party for party in applicants}


def _record(matter: Matter, told: Told, came: Party | None) -> Record:
    return Record(
        source=SOURCE,
        outside_id=str(matter.pk),
        name=came.name if came else "",
        phone=came.phone if came else "",
        identity=came.identity_number if came else "",
        against=told.organisation,
        place=matter.place_id,
        amount=told.amount,
        day=told.day or localtime(matter.opened_at).date(),
        topic=told.item,
        words=told.words,
    )


def packed(form: Form) -> str:
    """A form as text, without what is not stated."""
    stated = ((name, form.value(name)) for name in Form.__slots__)
    return dumps({name: value for name, value in stated if value is not None}).decode()


def unpacked(text: str) -> Form:
    """The form that was packed."""
    told = loads(text)
    marks = told.pop("marks", None)
    return Form(**told, marks=tuple(marks) if marks else None)
