"""The stages of a contract, and the only moves between them."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Stage(models.TextChoices):
    """Where a contract stands."""

    REQUESTED = "requested", _("requested")
    DRAFTING = "drafting", _("being drafted")
    COUNSEL = "counsel", _("with legal counsel")
    LEGALITY = "legality", _("in legality review")
    NEGOTIATING = "negotiating", _("being negotiated")
    APPROVAL = "approval", _("to be approved")
    SIGNING = "signing", _("to be signed")
    SIGNED = "signed", _("signed, to be filed")
    PERFORMING = "performing", _("being performed")
    CLOSED = "closed", _("closed, to be archived")
    ARCHIVED = "archived", _("archived")
    WITHDRAWN = "withdrawn", _("withdrawn")
    TERMINATED = "terminated", _("terminated")


MOVES: dict[str, frozenset[str]] = {
    Stage.REQUESTED: frozenset({Stage.DRAFTING, Stage.WITHDRAWN}),
    Stage.DRAFTING: frozenset({Stage.COUNSEL, Stage.WITHDRAWN}),
    Stage.COUNSEL: frozenset({Stage.DRAFTING, Stage.LEGALITY, Stage.NEGOTIATING, Stage.WITHDRAWN}),
    Stage.LEGALITY: frozenset({Stage.DRAFTING, Stage.NEGOTIATING, Stage.WITHDRAWN}),
    Stage.NEGOTIATING: frozenset({Stage.COUNSEL, Stage.APPROVAL, Stage.WITHDRAWN}),
    Stage.APPROVAL: frozenset({Stage.NEGOTIATING, Stage.SIGNING, Stage.WITHDRAWN}),
    Stage.SIGNING: frozenset({Stage.NEGOTIATING, Stage.SIGNED, Stage.WITHDRAWN}),
    Stage.SIGNED: frozenset({Stage.PERFORMING, Stage.TERMINATED}),
    Stage.PERFORMING: frozenset({Stage.CLOSED, Stage.TERMINATED}),
    Stage.CLOSED: frozenset({Stage.ARCHIVED}),
    Stage.ARCHIVED: frozenset(),
    Stage.WITHDRAWN: frozenset(),
    Stage.TERMINATED: frozenset(),
}

UNSIGNED = frozenset(
    {
        Stage.REQUESTED,
        Stage.DRAFTING,
        Stage.COUNSEL,
        Stage.LEGALITY,
        Stage.NEGOTIATING,
        Stage.APPROVAL,
        Stage.SIGNING,
    }
)
