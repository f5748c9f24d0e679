"""What the engine has to say: sentences whose form can be translated, and problems that point to their place."""

from dataclasses import dataclass
from enum import StrEnum

Path = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence for people: its form, which a screen may translate, and what fills it: names, or sentences again."""

    form: str
    names: tuple[tuple[str, "str | Sentence"], ...] = ()

    def __str__(self) -> str:
        return self.form.format(**dict(self.names))


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong with a template and where: the path of keys, and in a file the line and column, from 1."""

    path: Path
    sentence: Sentence
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        place = f"{self.line}:{self.column}" if self.line else ".".join(self.path)
        return f"{place}: {self.sentence}" if place else str(self.sentence)


class UnfitError(ValueError):
    """A template cannot be used; `problems` says everything that is wrong with it."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__("\n".join(str(problem) for problem in problems))
        self.problems = problems


class NotAllowedError(ValueError):
    """A step that the scenario does not allow now; nothing has changed."""

    def __init__(self, sentence: Sentence) -> None:
        super().__init__(str(sentence))
        self.sentence = sentence


def say(form: str, **names: object) -> Sentence:
    """A sentence of this form, filled with these names; a word of the engine's own is a sentence, to be translated."""
    return Sentence(form, tuple((key, _filling(value)) for key, value in names.items()))


def problem(path: Path, form: str, **names: object) -> Problem:
    """A problem at this path."""
    return Problem(path, say(form, **names))


def _filling(value: object) -> str | Sentence:
    if isinstance(value, Sentence):
        return value
    return Sentence(value.value) if isinstance(value, StrEnum) else str(value)
