"""What can happen around the classifier, each told in one sentence."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassAnswered(Fact):
    """A person who was asked said what a matter is about; the matter itself stays as it is."""

    story: ClassVar[str] = _("Asked what it is about, a person answered: %(item_name)s. The matter stays as it is.")
    via: str
    item: str
    item_name: str
    agreed: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionsTaken(Fact):
    story: ClassVar[str] = _("Took %(texts)s answers out for training, with what identifies people hidden.")
    texts: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelOffered(Fact):
    story: ClassVar[str] = _("The model %(version)s was offered and compared with %(current)s.")
    version: str
    current: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ModelSwitched(Fact):
    story: ClassVar[str] = _("From now on %(version)s classifies reports instead of %(before)s: %(reason)s")
    version: str
    before: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifierDrifted(Fact):
    story: ClassVar[str] = _("The classifier may no longer fit %(place_name)s since %(since)s: %(kind_name)s.")
    drift_id: int
    place: str
    place_name: str
    kind_name: str
    since: str
