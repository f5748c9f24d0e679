"""Fields for the words of a scenario."""

from collections.abc import Iterable

from django import forms
from django.utils.translation import gettext as _

from concord.engines.flow.template import LONGEST_DEADLINE

LONGEST = 2_000
Choices = list[tuple[str, str]]


class DaysField(forms.IntegerField):
    """A number of working days; none where it is left empty."""

    def __init__(self, *, label: object) -> None:
        super().__init__(label=label, min_value=0, max_value=LONGEST_DEADLINE, required=False)  # type: ignore[arg-type]


class WordsField(forms.CharField):
    """One line of words, with runs of blanks as one."""

    def __init__(self, *, label: object, required: bool = False, help_text: object = "", longest: int = 200) -> None:
        super().__init__(label=label, required=required, help_text=help_text, max_length=longest)  # type: ignore[arg-type]

    def clean(self, value: object) -> str:
        """The words."""
        return " ".join(str(super().clean(value)).split())


class LinesField(forms.CharField):
    """Several texts, one on each line, each once."""

    def __init__(self, *, label: object, help_text: object = "", rows: int = 3) -> None:
        box = forms.Textarea(attrs={"rows": rows})
        super().__init__(label=label, required=False, help_text=help_text, widget=box, max_length=20_000)  # type: ignore[arg-type]

    def clean(self, value: object) -> tuple[str, ...]:
        """The texts."""
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines()]
        if too_long := [line for line in lines if len(line) > LONGEST]:
            raise forms.ValidationError(_("This line is too long: %(line)s…") % {"line": too_long[0][:20]})
        return tuple(dict.fromkeys(filter(None, lines)))


def several(label: object, choices: Choices, help_text: object = "") -> forms.MultipleChoiceField:
    """Any of some things, by boxes to tick."""
    boxes = forms.CheckboxSelectMultiple()
    return forms.MultipleChoiceField(
        label=label, choices=choices, required=False, help_text=help_text, widget=boxes  # type: ignore[arg-type]
    )  # fmt: skip


def in_lines(texts: Iterable[str]) -> str:
    """Texts as a box shows them, one on each line."""
    return "\n".join(texts)


def in_their_order(before: tuple[str, ...], chosen: Iterable[str]) -> tuple[str, ...]:
    """What is chosen now: what was chosen before in its own order, then what is new."""
    now = list(chosen)
    return (*(one for one in before if one in now), *(one for one in now if one not in before))
