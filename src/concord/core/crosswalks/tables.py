"""A crosswalk as the lines of a table, in an open form that can be read anywhere."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from concord.core.crosswalks.access import lines_seen_by
from concord.core.crosswalks.targets import called_all
from concord.core.exchange.cells import guarded
from concord.core.people.models import Person


def lines_out(person: Person, crosswalk: int) -> Iterator[list[str]]:
    """The line of heads, then each class: its path, what it is, in words, doubts, what the machine had said first."""
    yield [_("Class"), _("Kinds"), _("In words"), _("Doubt"), _("First proposal"), _("Decided by"), _("When")]
    for line in lines_seen_by(person, crosswalk).order_by("pk").iterator(chunk_size=500):
        cells = (
            line.key,
            line.targets,
            called_all(line.targets),
            line.doubt,
            str(line.proposals[0]["target"]) if line.proposals else "",
            line.decided_by.name if line.decided_by else "",
            line.decided_at.date().isoformat() if line.decided_at else "",
        )
        yield [guarded(cell) for cell in cells]
