"""Who leads a level, and when a consultation is better moved up: data that officials keep."""

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml
from django.utils.translation import get_language


@dataclass(frozen=True, slots=True)
class LevelRule:
    """The kinds of bodies that may lead a level, the best first, and those proposed beside the responsible ones."""

    lead: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MoveUpRule:
    """A ground for moving up, in both languages, with its limits."""

    id: str
    zh: str
    en: str
    bodies: int = 0
    times: int = 0
    days: int = 0

    @property
    def name(self) -> str:
        """What the ground is called in the reader's language."""
        return self.zh if (get_language() or "zh").startswith("zh") else self.en


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of all levels, and the grounds for moving up."""

    levels: dict[int, LevelRule]
    move_up: dict[str, MoveUpRule]


@cache
def rules() -> Rules:
    """The rules of `data/grassroots/consultation.yaml`; an unknown key there is an error."""
    told = yaml.safe_load((files("concord") / "data/grassroots/consultation.yaml").read_text(encoding="utf-8"))
    levels = {int(level): LevelRule(tuple(one["lead"]), tuple(one["beside"])) for level, one in told["levels"].items()}
    return Rules(levels, {name: MoveUpRule(id=name, **one) for name, one in told["move_up"].items()})
