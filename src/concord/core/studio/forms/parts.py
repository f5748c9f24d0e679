"""The smaller parts of a scenario: its stages, its facts, what its bodies are called."""

from dataclasses import replace

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from concord.core.studio.forms.fields import LinesField, WordsField, in_lines
from concord.core.studio.shaping import with_fact, with_stage
from concord.engines.flow.template import Template
from concord.engines.flow.values import Fact, FactType

KINDS_OF_FACT = [
    (FactType.BOOLEAN.value, _("yes or no")),
    (FactType.CHOICE.value, _("a choice of several")),
    (FactType.NUMBER.value, _("a number")),
    (FactType.DATE.value, _("a day")),
    (FactType.TEXT.value, _("a text")),
]


class StageForm(forms.Form):
    """What a stage is called."""

    label = WordsField(label=_("What the stage is called"))

    def __init__(self, template: Template, data: QueryDict | None, code: str) -> None:
        self.before, self.stage = template, next(one for one in template.stages if one.code == code)
        super().__init__(data, initial={"label": self.stage.label})

    @property
    def template(self) -> Template:
        """The template with what was typed."""
        return with_stage(self.before, replace(self.stage, label=self.cleaned_data["label"]))


class FactForm(forms.Form):
    """What a fact is called, and what can be said of it."""

    label = WordsField(label=_("What is asked"), help_text=_("As people read it, such as: “Is it urgent?”"))
    type = forms.ChoiceField(label=_("How it is answered"), choices=KINDS_OF_FACT)
    values = LinesField(
        label=_("The choices"), rows=4,
        help_text=_("For a choice only, one on each line: code = what people call it. Without “=” the code is shown."),
    )  # fmt: skip

    def __init__(self, template: Template, data: QueryDict | None, code: str) -> None:
        self.before, self.fact = template, template.facts[code]
        self.as_text = not _lines_can_say(self.fact)
        initial = {"label": self.fact.label, "type": self.fact.type.value, "values": in_lines(_lines(self.fact))}
        super().__init__(data, initial=initial)
        if self.as_text:
            del self.fields["values"]

    @property
    def template(self) -> Template:
        """The template with what was typed."""
        told = self.cleaned_data
        values, names = (self.fact.values, self.fact.names) if self.as_text else _values(told["values"])
        return with_fact(self.before, Fact(self.fact.code, FactType(told["type"]), values, told["label"], names))


class BodiesForm(forms.Form):
    """What each body is called."""

    bodies = LinesField(
        label=_("What the bodies are called"), rows=10,
        help_text=_("One on each line: code = name. The code is what stands before the dot of a duty."),
    )  # fmt: skip

    def __init__(self, template: Template, data: QueryDict | None) -> None:
        self.before = template
        super().__init__(data, initial={"bodies": in_lines(f"{code} = {name}" for code, name in template.bodies)})

    def clean_bodies(self) -> tuple[tuple[str, str], ...]:
        """Codes and names."""
        pairs = [tuple(part.strip() for part in line.partition("=")[::2]) for line in self.cleaned_data["bodies"]]
        if wrong := [code for code, name in pairs if not code or not name]:
            raise forms.ValidationError(
                _("Write “code = name” on each line, not “%(line)s”."), params={"line": wrong[0]}
            )
        return tuple(dict(pairs).items())

    @property
    def template(self) -> Template:
        """The template with what was typed."""
        return replace(self.before, bodies=self.cleaned_data["bodies"])


def _lines(fact: Fact) -> list[str]:
    if not fact.names:
        return list(fact.values)
    return [f"{value} = {name}" for value, name in zip(fact.values, fact.names, strict=True)]


def _values(lines: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Values and what people call them; without a single “=” they have no names of their own."""
    pairs = [(value.strip(), name.strip()) for value, _equals, name in (line.partition("=") for line in lines)]
    values = tuple(value for value, _name in pairs)
    names = tuple(name or value for value, name in pairs)
    return values, names if any("=" in line for line in lines) else ()


def _lines_can_say(fact: Fact) -> bool:
    """Whether the lines of the form say the same as the file."""
    return _values(tuple(_lines(fact))) == (fact.values, fact.names)
