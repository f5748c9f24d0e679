"""What a class may be in ours: how targets are read, checked and called."""

import re
from functools import cache

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concord.core.refusals import Refusal
from concord.engines.text.crosswalk import ANY_TEXT
from concord.engines.text.taxonomy import NONE, taxonomy

MOST = 8


def checked(said: str) -> str:
    """Targets as they are kept; refuses an id the taxonomy does not know, and `text` or `none` beside others."""
    targets = list(dict.fromkeys(re.split(r"[\s,，、]+", said.strip()))) if said.strip() else []
    known = {*taxonomy().items, *(one.id for one in taxonomy().categories), NONE, ANY_TEXT}
    for one in targets:
        if one not in known:
            raise Refusal(
                _("There is no kind of dispute “%(item)s” in the list.") % {"item": one[:20]}, field="targets"
            )
    if ANY_TEXT in targets and len(targets) > 1:
        raise Refusal(_("Where the text alone decides, name no kinds beside it."), field="targets")
    if len(targets) > MOST:
        raise Refusal(_("Name at most eight kinds, or let the text alone decide."), field="targets")
    return " ".join(targets)


def is_by_text(targets: str) -> bool:
    """Whether the text of a record decides among the targets."""
    return bool(targets) and targets != NONE and targets not in taxonomy().items


def called(target: str) -> str:
    """What a target is called, in the reader's language."""
    if target == NONE:
        return _("no dispute or grievance")
    if target == ANY_TEXT:
        return _("what the text says")
    names = _names().get(target, (target, target))
    return names[0] if (get_language() or "zh").startswith("zh") else names[1]


@cache
def _names() -> dict[str, tuple[str, str]]:
    """Chinese and English names of categories and items, by id."""
    items = {item.id: (item.zh, item.en) for item in taxonomy().items.values()}
    return items | {one.id: (one.zh, one.en) for one in taxonomy().categories}


def called_all(targets: str) -> str:
    """All targets of a line in words; '' for none."""
    return " / ".join(f"{one} {called(one)}" if one[0] == "C" else called(one) for one in targets.split())
