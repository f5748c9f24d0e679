"""Numbers that stand in an address: keys, and from which row on a list goes on."""

from django.http import HttpRequest

LONGEST_KEY = 19


def number_asked(request: HttpRequest, name: str) -> int | None:
    """The number under this name; None for what is none."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdecimal() and len(said) < LONGEST_KEY else None
