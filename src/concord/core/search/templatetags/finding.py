"""Mark what was searched for."""

from django import template
from django.utils.safestring import SafeString

from concord.core.search import marking

register = template.Library()


@register.filter
def marked(text: str, words: str) -> SafeString:
    """`text` with the words in <mark>."""
    return marking.marked(text, words)
