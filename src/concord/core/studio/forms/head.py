"""The whole of a scenario: what it is called, what it is for, who hears when work is late."""

from collections.abc import Iterable
from dataclasses import replace

from django import forms
from django.core.validators import RegexValidator
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from concord.core.studio.forms.fields import Choices, LinesField, WordsField, in_lines, in_their_order, several
from concord.engines.flow.template import MOST_ROUNDS, Escalation, Template

OWNER_WORDS = {"owner": _("whose task it is"), "owner.superior": _("their superior")}
# A scenario's own code stands in addresses: no Chinese there.
IS_CODE = RegexValidator(
    r"^[A-Za-z_][A-Za-z0-9_-]{0,59}$", _("Use Latin letters, digits, _ and -; begin with a letter.")
)


def targets(known: Iterable[tuple[str, str]], chosen: Iterable[str]) -> Choices:
    """Whom one can let know of late work: the owner, their superior, and whom scenarios let know; no choice is lost."""
    named = {code: str(words) for code, words in OWNER_WORDS.items()} | dict(known)
    return [(code, named.get(code, code)) for code in dict.fromkeys([*named, *chosen])]


class HeadForm(forms.Form):
    """What the scenario is called, begins with and brings about."""

    title = WordsField(label=_("What it is called"), required=True)
    code = forms.CharField(
        label=_("Code in addresses"),
        validators=[IS_CODE],
        max_length=60,
        help_text=_("Latin letters; other scenarios call it by this."),
    )
    trigger = WordsField(label=_("It begins when"), longest=2_000)
    outputs = LinesField(label=_("What comes of it"), help_text=_("One on each line."))
    basis = LinesField(label=_("Legal basis"), help_text=_("One on each line."))
    max_rounds = forms.IntegerField(
        label=_("How many rounds at most"), min_value=1, max_value=MOST_ROUNDS,
        help_text=_("How often work may be sent back and done again."),
    )  # fmt: skip
    yellow = several(_("Who hears when it turns yellow"), [])
    red = several(_("Who hears when it turns red"), [], _("Anyone else is entered as text."))
    measures = LinesField(label=_("How one sees that it works"), help_text=_("One on each line."))
    english = WordsField(label=_("Name in English"))
    status = WordsField(label=_("Where the design stands"), longest=2_000)
    sources = LinesField(label=_("Where the design comes from"), help_text=_("One on each line."))

    def __init__(self, template: Template, data: QueryDict | None, known: Iterable[tuple[str, str]] = ()) -> None:
        late, lines = template.escalation, ("outputs", "basis", "measures", "sources")
        initial = {name: getattr(template, name) for name in self.base_fields if hasattr(template, name)}
        initial |= {name: in_lines(getattr(template, name)) for name in lines}
        super().__init__(data, initial=initial | {"yellow": late.yellow, "red": late.red})
        self.before = template
        for name in ("yellow", "red"):
            field = self.fields[name]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = targets(known, getattr(late, name))

    @property
    def template(self) -> Template:
        """The template with what was typed."""
        told = dict(self.cleaned_data)
        late = self.before.escalation
        yellow, red = in_their_order(late.yellow, told.pop("yellow")), in_their_order(late.red, told.pop("red"))
        return replace(self.before, **told, escalation=Escalation(yellow, red))
