"""The form of a part as its page lays it out: what is always asked, then folded what most leave empty."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from concord.core.studio.forms.task_editor import TaskEditor
from concord.core.studio.selectors.shown import condition_in_words

# Of a task: what a section is called, its fields, and the rows in it.
SECTIONS: tuple[tuple[Promise | str, tuple[str, ...], str], ...] = (
    ("", ("name", "stage", "owner", "owner_other", "days", "yellow"), ""),
    (_("In which order"), ("after", "returns"), ""),
    (_("When it applies"), ("join",), "when"),
    (_("What it delivers and states"), ("deliverable", "sets"), ""),
    (_("Limits of law"), (), "law"),
    (_("Other scenarios, opinions, other places"), ("kind", "template", "consult", "jurisdiction"), ""),
    (_("Who hears of late work"), ("yellow_told", "red_told"), ""),
    (_("Basis and notes"), ("basis", "note", "english", "marks"), ""),
)
DEFAULTS = {"join", "kind"}


@dataclass(frozen=True, slots=True)
class FieldShown:
    """A field, and what is wrong with what it holds."""

    field: forms.BoundField
    faults: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Section:
    """Fields that belong together; `told` says what they hold while it is folded."""

    title: Promise | str
    rows: str
    fields: tuple[FieldShown, ...]
    is_open: bool
    told: str


def fields_of(form: forms.Form, beside: Mapping[str, list[str]]) -> tuple[FieldShown, ...]:
    """All fields of a form, each with what is wrong."""
    return tuple(FieldShown(field, tuple(beside.get(field.name, ()))) for field in form)


def sections_of(task: TaskEditor, beside: Mapping[str, list[str]]) -> tuple[Section, ...]:
    """The form of a task in sections; one with an error, a fault or something in it is open."""
    shown = {one.field.name: one for one in fields_of(task.form, beside)}
    return tuple(
        Section(title, rows, fields, _is_open(task, rows, fields, beside), _told(task, rows))
        for title, names, rows in SECTIONS
        for fields in [tuple(shown[name] for name in names)]
    )


def _is_open(
    task: TaskEditor, rows: str, fields: tuple[FieldShown, ...], beside: Mapping[str, list[str]]
) -> bool:  # fmt: skip
    node = task.form.node
    if rows == "when":
        return node.when is not None or "when" in beside or (task.form.is_bound and not task.conditions.is_valid())
    if rows == "law":
        return bool(node.deadline and node.deadline.statutory) or (task.form.is_bound and not task.limits.is_valid())
    return any(one.faults or one.field.errors or _holds_something(one.field) for one in fields)


def _holds_something(field: forms.BoundField) -> bool:
    return field.name not in DEFAULTS and bool(field.value())


def _told(task: TaskEditor, rows: str) -> str:
    return condition_in_words(task.form.before, task.form.node) if rows == "when" else ""
