"""Shape of a dispute, from what was reported to what was agreed and performed."""

from concord.apps.disputes.models.dispute import Channel, Contest, Correction, Dispute, Poster, Report
from concord.apps.disputes.models.feedback import Objection, Rating
from concord.apps.disputes.models.mediation import Appointment, Offer, OfferAnswer
from concord.apps.disputes.models.settlement import Instalment, Settlement
from concord.apps.disputes.models.stages import MOVES, Stage

__all__ = [
    "MOVES",
    "Appointment",
    "Channel",
    "Contest",
    "Correction",
    "Dispute",
    "Instalment",
    "Objection",
    "Offer",
    "OfferAnswer",
    "Poster",
    "Rating",
    "Report",
    "Settlement",
    "Stage",
]
