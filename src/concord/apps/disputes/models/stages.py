"""The steps a dispute goes through, and the only moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a dispute stands."""

    REPORTED = "reported", _("reported")
    ACCEPTED = "accepted", _("accepted")
    HANDLING = "handling", _("with a department")
    ASSIGNED = "assigned", _("waiting for the mediator")
    MEDIATING = "mediating", _("in mediation")
    SIGNING = "signing", _("waiting for signatures")
    PERFORMING = "performing", _("agreed, being performed")
    FULFILLED = "fulfilled", _("performed")
    RESOLVED = "resolved", _("resolved by the department")
    ENDED = "ended", _("ended without agreement")
    REFUSED = "refused", _("sent to another door")
    WITHDRAWN = "withdrawn", _("withdrawn")
    JOINED = "joined", _("joined to another report")


OUT = {Stage.REFUSED, Stage.WITHDRAWN}

MOVES: dict[str, frozenset[str]] = {
    Stage.REPORTED: frozenset({Stage.ACCEPTED, Stage.JOINED, *OUT}),
    Stage.ACCEPTED: frozenset({Stage.ASSIGNED, Stage.HANDLING, Stage.JOINED, *OUT}),
    Stage.HANDLING: frozenset({Stage.RESOLVED, Stage.ACCEPTED, Stage.ASSIGNED, *OUT}),
    Stage.ASSIGNED: frozenset({Stage.MEDIATING, Stage.ACCEPTED, *OUT}),
    Stage.MEDIATING: frozenset({Stage.SIGNING, Stage.ENDED, Stage.ACCEPTED, *OUT}),
    Stage.SIGNING: frozenset({Stage.PERFORMING, Stage.MEDIATING, Stage.ENDED, Stage.WITHDRAWN}),
    Stage.PERFORMING: frozenset({Stage.FULFILLED, Stage.ENDED}),
    Stage.FULFILLED: frozenset(),
    Stage.RESOLVED: frozenset(),
    Stage.ENDED: frozenset(),
    Stage.REFUSED: frozenset(),
    Stage.WITHDRAWN: frozenset(),
    Stage.JOINED: frozenset(),
}

TALKING = frozenset({Stage.MEDIATING, Stage.SIGNING, Stage.PERFORMING})
REOPENABLE = frozenset({Stage.FULFILLED, Stage.RESOLVED, Stage.ENDED, Stage.REFUSED})
