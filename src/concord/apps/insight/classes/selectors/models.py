"""The models that were offered, which is in force, and how each does."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from concord.apps.insight.classes.access import models_seen_by
from concord.apps.insight.classes.models import Offered, Switch
from concord.core.people.models import Person

MOST = 30
CHANCE = 0.05


@dataclass(frozen=True, slots=True)
class Compared:
    """How a model does on one set of texts beside the one that was in force then; shares in percent."""

    name: str
    texts: int
    now: float
    new: float
    three_now: float
    three_new: float
    chance: float

    @property
    def verdict(self) -> str:
        """What the difference says, in the reader's language."""
        if self.chance >= CHANCE or self.new == self.now:
            return _("no difference that chance would not make")
        return _("better") if self.new > self.now else _("worse")


@dataclass(frozen=True, slots=True)
class ModelShown:
    """A model that was offered, whether it is in force, and its comparisons."""

    offered: Offered
    in_force: bool
    compared: list[Compared]


@dataclass(frozen=True, slots=True)
class Page:
    """The models, the newest first, and the last switches."""

    models: list[ModelShown]
    shipped_in_force: bool
    switches: list[Switch]


def model_shown(offered: Offered, in_force: int | None) -> ModelShown:
    """A model as people compare it."""
    names = {"heldout": _("held-out texts"), "audit": _("answers drawn at random")}
    compared = [
        Compared(
            name=names[name],
            texts=told["texts"],
            now=round(100 * told["first_now"], 1),
            new=round(100 * told["first_new"], 1),
            three_now=round(100 * told["three_now"], 1),
            three_new=round(100 * told["three_new"], 1),
            chance=told["chance"],
        )
        for name, told in offered.comparison.items()
    ]
    return ModelShown(offered, offered.pk == in_force, compared)


def models_page(person: Person) -> Page:
    """What is known of models, for who may see it."""
    switches = list(Switch.objects.select_related("offered", "by").defer("offered__content").order_by("-pk")[:MOST])
    current = switches[0].offered_id if switches else None
    found = models_seen_by(person).order_by("-pk")[:MOST]
    return Page([model_shown(one, current) for one in found], current is None, switches)
