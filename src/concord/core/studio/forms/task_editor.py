"""One task in its form, with the rows of its condition and of its limits."""

from dataclasses import dataclass, replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _

from concord.core.studio.forms.conditions import ConditionRow, condition_of, rows_of, rows_typed, shown_in_row
from concord.core.studio.forms.fields import in_their_order
from concord.core.studio.forms.task import LimitRow, TaskForm
from concord.core.studio.selectors.duties import Duties
from concord.core.studio.shaping import with_task
from concord.engines.flow.template import Deadline, Escalation, Kind, Limit, Node, Template, Unit


@dataclass(frozen=True, slots=True)
class TaskEditor:
    """The form of one task with the rows of its condition and limits.

    `as_text` marks a condition that rows cannot say: it stays as it is and is edited as text.
    """

    form: TaskForm
    conditions: forms.BaseFormSet[ConditionRow]
    limits: forms.BaseFormSet[LimitRow]
    as_text: bool
    duties: Duties

    def is_valid(self) -> bool:
        """Whether all of it has the right shape; what is wrong with a row is also told at the head of the form."""
        whole, rows = self.form.is_valid(), [self.limits.is_valid(), self.as_text or self.conditions.is_valid()]
        if not all(rows):
            self.form.add_error(None, _("Look once more at the rows of the condition and of the limits."))
        elif whole and self._limits() and self.form.cleaned_data["days"] is None:
            self.form.add_error("days", _("Say within how many working days it is due."))
        return self.form.is_valid()

    @property
    def template(self) -> Template:
        """The template with what was typed; a body that one chose and nobody named gets its name."""
        node, before = self._node(), self.form.before
        name = self.duties.bodies.get(node.body)
        if name and node.owner != self.form.node.owner and node.body not in dict(before.bodies):
            before = replace(before, bodies=(*before.bodies, (node.body, name)))
        return with_task(before, node)

    def _node(self) -> Node:
        told = self.form.cleaned_data
        return replace(
            self.form.node,
            stage=told["stage"],
            name=told["name"],
            owner=told["owner_other"] or told["owner"],
            english=told["english"],
            kind=Kind(told["kind"]),
            template=told["template"],
            after=self._chosen("after"),
            when=self.form.node.when if self.as_text else condition_of(rows_typed(told["join"], self.conditions.forms)),
            jurisdiction=told["jurisdiction"],
            consult=self._chosen("consult"),
            deliverable=told["deliverable"],
            deadline=self._deadline(),
            sets=self._chosen("sets"),
            returns=self._chosen("returns"),
            escalation=self._escalation(),
            basis=told["basis"],
            note=told["note"],
            marks=told["marks"],
        )

    def _chosen(self, name: str) -> tuple[str, ...]:
        return in_their_order(getattr(self.form.node, name), self.form.cleaned_data[name])

    def _deadline(self) -> Deadline | None:
        told = self.form.cleaned_data
        return None if told["days"] is None else Deadline(told["days"], told["yellow"], self._limits())

    def _limits(self) -> tuple[Limit, ...]:
        rows = (row.cleaned_data for row in self.limits.forms)
        return tuple(Limit(row["n"], Unit(row["unit"]), row["what"]) for row in rows if row.get("n"))

    def _escalation(self) -> Escalation | None:
        before, told = self.form.node.escalation, self.form.cleaned_data
        late = before or Escalation()
        yellow = in_their_order(late.yellow, told["yellow_told"])
        red = in_their_order(late.red, told["red_told"])
        return Escalation(yellow, red) if yellow or red or before else None


def task_editor(template: Template, code: str, duties: Duties, data: QueryDict | None) -> TaskEditor:
    """The form of a task as it is, or as it was typed. Raises StopIteration for a task that there is not."""
    node = next(one for one in template.nodes if one.code == code)
    rows = rows_of(node.when, template.facts)
    shown = [
        shown_in_row(leaf, template.facts) | {"group": str(group or "")}
        for group, leaf in (rows.leaves if rows else ())
    ]
    conditions = forms.formset_factory(ConditionRow, extra=1 if shown else 2, max_num=60)
    limits = forms.formset_factory(LimitRow, extra=1, max_num=30)
    statutory = node.deadline.statutory if node.deadline else ()
    return TaskEditor(
        TaskForm(template, node, duties, data, rows.join if rows else "all"),
        conditions(data, initial=shown, prefix="when", form_kwargs={"facts": template.facts}),
        limits(
            data, initial=[{"n": one.n, "unit": one.unit.value, "what": one.what} for one in statutory], prefix="law"
        ),
        rows is None,
        duties,
    )
