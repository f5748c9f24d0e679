"""What kinds of dispute are called in the reader's language."""

from django.utils.translation import get_language

from concord.engines.text.taxonomy import Category, Item


def named(kind: Category | Item) -> str:
    """The name of a category or item of the taxonomy."""
    return kind.zh if (get_language() or "zh").startswith("zh") else kind.en
