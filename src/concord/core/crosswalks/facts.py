"""What can happen to a crosswalk, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkMade(Fact):
    story: ClassVar[str] = _("The crosswalk “%(name)s” was begun with %(lines)s classes.")
    crosswalk_id: int
    name: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassesAdded(Fact):
    story: ClassVar[str] = _("%(lines)s classes were added to the crosswalk “%(name)s”.")
    crosswalk_id: int
    name: str
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassDecided(Fact):
    """A person decided what a class of another body is; `proposed` is what the machine had said first."""

    story: ClassVar[str] = _("In the crosswalk “%(name)s”, “%(key)s” is now: %(targets)s")
    crosswalk_id: int
    name: str
    key: str
    targets: str
    before: str
    proposed: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CrosswalkPublished(Fact):
    story: ClassVar[str] = _("Edition %(number)s of the crosswalk “%(name)s” was published with %(lines)s classes.")
    crosswalk_id: int
    name: str
    number: int
    lines: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordsRemapped(Fact):
    story: ClassVar[str] = _("%(changed)s records were mapped anew by edition %(number)s of “%(name)s”.")
    crosswalk_id: int
    name: str
    number: int
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemappingUndone(Fact):
    story: ClassVar[str] = _("The mapping anew of %(changed)s records of “%(name)s” was undone.")
    crosswalk_id: int
    name: str
    changed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassRemapped(Fact):
    """One matter got another kind because the crosswalk of its source says otherwise now."""

    story: ClassVar[str] = _("By the crosswalk of its source the kind changed from %(before)s to %(after)s.")
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassPutBack(Fact):
    story: ClassVar[str] = _("The kind was put back from %(before)s to %(after)s.")
    before: str
    after: str
