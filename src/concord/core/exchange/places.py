"""Which place a record means, by official code or by the names that people write."""

import re
from dataclasses import dataclass, field

from django.utils.translation import gettext_noop as _

from concord.core.exchange.mapped import Rejected
from concord.core.people.models import Place

LENGTHS = (15, 12, 9)
ENDINGS = re.compile(r"(街道办事处|街道|镇|乡|社区居委会|居委会|村民委员会|村委会|社区|村)$")


def _short(name: str) -> str:
    """A name without what kind of place it is, unless nothing would remain."""
    return ENDINGS.sub("", name.strip()) or name.strip()


@dataclass(frozen=True, slots=True)
class Places:
    """The townships, villages and grids within one place, to be found by code or by name."""

    within: str
    by_code: dict[str, Place]
    by_name: dict[str, list[Place]] = field(default_factory=dict)

    def at(self, code: str) -> str:
        """The place with an official code, however many zeros stand behind it."""
        digits = code.strip()
        if not digits.isascii() or not digits.isdecimal():
            raise Rejected("place", _("“%(said)s” is no code of a place."), {"said": code[:40]})
        if not digits.startswith(self.within):
            raise Rejected("place", _("The place %(said)s lies outside of what this source reports on."),
                           {"said": code[:40]})  # fmt: skip
        plain = digits.rstrip("0")
        known = [digits[:length] for length in LENGTHS if len(digits) >= length and len(plain) <= length]
        found = next((one for one in known if one in self.by_code), None)
        if found is None:
            raise Rejected("place", _("No township or village has the code %(said)s."), {"said": code[:40]})
        return found

    def named(self, names: list[str]) -> str:
        """The place that names lead to, the widest first; the last one that is given must be known."""
        inside = self.within
        said = [name for name in names if name]
        for name in said:
            inside = self._below(inside, name)
        if inside == self.within and len(inside) < LENGTHS[-1]:
            raise Rejected("place", _("It does not say in which township or village."), {})
        return inside

    def _below(self, inside: str, name: str) -> str:
        found = [one for one in self.by_name.get(_short(name), []) if one.pk.startswith(inside)]
        exact = [one for one in found if one.name == name] or found
        if not exact:
            raise Rejected("place", _("No township or village here is called “%(said)s”."), {"said": name[:40]})
        if len(exact) > 1:
            raise Rejected("place", _("Several places here are called “%(said)s”: say in which township."),
                           {"said": name[:40]})  # fmt: skip
        return exact[0].pk


def places_within(code: str) -> Places:
    """The places to which a source that reports on this one can point; read in one statement."""
    found = list(Place.objects.filter(code__startswith=code, level__gte=Place.Level.TOWNSHIP))
    by_name: dict[str, list[Place]] = {}
    for one in found:
        by_name.setdefault(_short(one.name), []).append(one)
    return Places(code, {one.pk: one for one in found}, by_name)
