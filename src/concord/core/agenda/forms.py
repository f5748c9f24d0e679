"""What people type on the pages of a running scenario; the fields for facts and papers come from the scenario."""

from collections.abc import Iterable, Mapping

from django import forms
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.calling import published
from concord.core.agenda.flowing import template_of
from concord.core.agenda.models import Step, TimeRequest
from concord.core.agenda.selectors.around import bodies_around
from concord.core.matters.models import Matter
from concord.core.people.access import persons_with
from concord.core.people.models import Organisation, Person
from concord.engines.flow.graph import graph
from concord.engines.flow.template import Node, Template
from concord.engines.flow.values import Fact, FactType

FACT, PAPER = "fact_", "paper_"
YES_NO = [("", _("Choose")), ("yes", _("yes")), ("no", _("no"))]


def node_of(step: Step) -> Node:
    """What the scenario says of a step."""
    return graph(template_of(step.run.version)).nodes[step.node]


def start_facts(template: Template) -> list[Fact]:
    """The facts of a scenario that no step states: they are given at the start."""
    stated = {name for node in template.nodes for name in node.sets}
    return [fact for fact in template.data if fact.code not in stated]


def _field(fact: Fact, *, required: bool) -> forms.Field:
    label = fact.called
    if fact.type is FactType.BOOLEAN:
        return forms.ChoiceField(label=label, choices=YES_NO, required=required)
    if fact.type is FactType.CHOICE:
        choices = [("", _("Choose")), *((value, fact.told(value)) for value in fact.values)]
        return forms.ChoiceField(label=label, choices=choices, required=required)
    if fact.type is FactType.DATE:
        return forms.DateField(label=label, required=required, widget=forms.DateInput(attrs={"type": "date"}))
    return forms.CharField(label=label, max_length=1_000, required=required)


class FactsForm(forms.Form):
    """One field for each fact."""

    def ask(self, facts: Iterable[Fact], *, required: bool) -> None:
        """Add the fields."""
        for fact in facts:
            self.fields[FACT + fact.code] = _field(fact, required=required)
            if fact.type is FactType.BOOLEAN:
                self.fields[FACT + fact.code].widget.attrs["data-boolean"] = "1"

    @property
    def stated(self) -> Mapping[str, object]:
        """What was typed, by fact, without what was left empty."""
        typed = {name: value for name, value in self.cleaned_data.items() if name.startswith(FACT)}
        given = {name.removeprefix(FACT): self._value(name, value) for name, value in typed.items()}
        return {name: value for name, value in given.items() if value not in ("", None)}

    def _value(self, name: str, value: object) -> object:
        return value == "yes" if value and "data-boolean" in self.fields[name].widget.attrs else value


class StartForm(FactsForm):
    """What is known when a scenario starts."""

    def __init__(self, *args: object, template: Template, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.ask(start_facts(template), required=False)


class StepForm(FactsForm):
    """A form about one step."""

    def __init__(self, *args: object, step: Step, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.step = step
        self.prepare(node_of(step))

    def prepare(self, node: Node) -> None:
        """Add what this step in particular asks for."""


class CompleteForm(StepForm):
    """The facts that a step states and the papers that it hands in."""

    def prepare(self, node: Node) -> None:
        """One field for each fact and each paper."""
        facts = graph(template_of(self.step.run.version)).facts
        self.ask((facts[name] for name in node.sets), required=True)
        for at, name in enumerate(node.deliverable):
            self.fields[f"{PAPER}{at}"] = forms.FileField(label=name)


class CallForm(StepForm):
    """What the scenario that a step calls asks for and the calling one does not know."""

    def prepare(self, node: Node) -> None:
        """One field for each fact."""
        version = published(node.template) if node.template else None
        if version is not None:
            facts = start_facts(template_of(version))
            self.ask((one for one in facts if one.code not in self.step.run.facts), required=False)


class ReasonForm(StepForm):
    """Why."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class SendBackForm(ReasonForm):
    """To which earlier step, and why."""

    to = forms.ChoiceField(label=_("Back to which step"))
    field_order = ("to", "reason")

    def prepare(self, node: Node) -> None:
        """The steps to which this one may send back."""
        names = graph(template_of(self.step.run.version)).nodes
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [(code, names[code].name) for code in node.returns]


class TimeForm(ReasonForm):
    """How many more working days."""

    days = forms.IntegerField(label=_("How many working days more"))
    field_order = ("days", "reason")


class PauseForm(ReasonForm):
    """On which ground of law."""

    ground = forms.ChoiceField(label=_("Ground of law"), choices=TimeRequest.Ground.choices[1:])
    field_order = ("ground", "reason")


class ColleagueForm(ReasonForm):
    """To whom of one's own organisation."""

    to = forms.ModelChoiceField(Person.objects.none(), label=_("To whom"))
    field_order = ("to", "reason")

    def prepare(self, node: Node) -> None:
        """Those who do steps for the organisation today."""
        field, task = self.fields["to"], self.step.work
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = persons_with("do_step", organisation_id=task.organisation_id or 0, day=localdate())


class PlaceForm(ReasonForm):
    """To the body of which place."""

    place = forms.RegexField(
        r"^[0-9]{2,15}$", label=_("Code of the place"), help_text=_("The body of the same duty there goes on with it.")
    )
    field_order = ("place", "reason")


class BodyForm(forms.Form):
    """Which body, and what it is told."""

    body = forms.ModelChoiceField(Organisation.objects.none(), label=_("Which body"))
    words = forms.CharField(label=_("What you ask of it"), widget=forms.Textarea(attrs={"rows": 4}), max_length=1_000)

    def __init__(self, *args: object, matter: Matter, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies_around(matter)


class OpinionForm(BodyForm):
    """An opinion on a step."""

    def __init__(self, *args: object, step: Step, **kwargs: object) -> None:
        super().__init__(*args, matter=step.matter, **kwargs)


class OrderForm(BodyForm):
    """A supervision order with its time."""

    days = forms.IntegerField(label=_("Working days for the answer"), initial=5)


class ReassignForm(ReasonForm):
    """To which body."""

    to = forms.ModelChoiceField(Organisation.objects.none(), label=_("To which body"))
    field_order = ("to", "reason")

    def prepare(self, node: Node) -> None:
        """The bodies of the county."""
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies_around(self.step.matter)


class AnswerForm(forms.Form):
    """The answer to an opinion asked or an order."""

    answer = forms.CharField(label=_("Your answer"), widget=forms.Textarea(attrs={"rows": 5}), max_length=2_000)


class CancelForm(forms.Form):
    """Why a run is cancelled."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}), max_length=300)


class NothingForm(StepForm):
    """Nothing is typed."""
