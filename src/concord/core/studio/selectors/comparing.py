"""Two versions of a scenario beside each other: what was added, taken away and changed, in words and drawn."""

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from concord.core.agenda.wording import spoken
from concord.core.studio.selectors.shown import drawn
from concord.engines.flow.comparing import differences
from concord.engines.flow.drawing.unfinished import drawable
from concord.engines.flow.drawing.wording import Mark
from concord.engines.flow.template import Template


@dataclass(frozen=True, slots=True)
class Picture:
    """A template drawn for a desk and for a phone; nothing where it has no task."""

    wide: SafeString | str = ""
    narrow: SafeString | str = ""


@dataclass(frozen=True, slots=True)
class Comparison:
    """What the newer of two templates changes; both drawn, tasks marked as new, changed or gone."""

    sentences: tuple[str, ...]
    old: Picture
    new: Picture


def compared(old: Template, new: Template) -> Comparison:
    """What changes from one template to another; nothing but the version number is no change."""
    before, after = ({node.code: node for node in one.nodes} for one in (old, new))
    gone = {code: Mark("gone", _("gone")) for code in before if code not in after}
    marks = {code: Mark("fresh", _("new")) for code in after if code not in before}
    marks |= {code: Mark("changed", _("changed")) for code in after if code in before and before[code] != after[code]}
    return Comparison(
        tuple(spoken(one) for one in differences(old, new)),
        _picture(old, gone, "old"),
        _picture(new, marks, "new"),
    )


def _picture(template: Template, marks: dict[str, Mark], name: str) -> Picture:
    if not template.nodes:
        return Picture()
    shown = drawable(template)
    return Picture(drawn(shown, marks=marks, name=name), drawn(shown, narrow=True, marks=marks, name=name))
