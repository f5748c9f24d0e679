"""What the engine of scenarios says, in the reader's language."""

from django.utils.translation import gettext

from concord.engines.flow.sentences import Problem, Sentence


def spoken(sentence: Sentence) -> str:
    """A sentence of the engine with all the words inside it; the Chinese of each form stands in the catalogue."""
    names = {key: spoken(name) if isinstance(name, Sentence) else name for key, name in sentence.names}
    return gettext(sentence.form).format(**names)


def spoken_with_place(problem: Problem) -> str:
    """What is wrong with a file, after its line and column."""
    place = f"{problem.line}:{problem.column} " if problem.line else ""
    return f"{place}{spoken(problem.sentence)}"
