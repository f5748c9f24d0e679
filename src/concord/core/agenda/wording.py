"""What the engine of scenarios says, in the reader's language."""

from django.utils.translation import gettext

from concord.engines.flow.sentences import Problem, Sentence


def spoken(sentence: Sentence) -> str:
    """A sentence of the engine with all the words inside it; the Chinese of each form stands in the catalogue."""
    names = {key: spoken(name) if isinstance(name, Sentence) else name for key, name in sentence.names}
    return gettext(sentence.form).format(**names)


def spoken_with_place(problem: Problem) -> str:
    """What is wrong with a file, after its line and column."""
    if not problem.line:
        return spoken(problem.sentence)
    place = {"line": problem.line, "column": problem.column, "sentence": spoken(problem.sentence)}
    return gettext("line %(line)s, column %(column)s: %(sentence)s") % place
