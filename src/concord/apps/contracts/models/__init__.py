"""Shape of contracts: the contract, its versions and findings, its reviews, its signing, its plan, its performance."""

from concord.apps.contracts.models.asset import Asset
from concord.apps.contracts.models.award import Award, FilingCounter
from concord.apps.contracts.models.contract import Contract
from concord.apps.contracts.models.counsel import Counsel, Engagement
from concord.apps.contracts.models.finding import Finding
from concord.apps.contracts.models.integrity import INTEGRITY_MOVES, Evidence, IntegrityAlarm, Judged, Sign
from concord.apps.contracts.models.kinds import Nature, Procurement, Stance
from concord.apps.contracts.models.lookup import Lookup
from concord.apps.contracts.models.performing import ALARM_MOVES, Alarm, Happening, Payment
from concord.apps.contracts.models.plan import PlannedStep
from concord.apps.contracts.models.review import Opinion, Review, Tier
from concord.apps.contracts.models.signing import Copy
from concord.apps.contracts.models.stages import MOVES, UNSIGNED, Stage
from concord.apps.contracts.models.version import Version

__all__ = [
    "ALARM_MOVES",
    "INTEGRITY_MOVES",
    "MOVES",
    "UNSIGNED",
    "Alarm",
    "Asset",
    "Award",
    "Contract",
    "Copy",
    "Counsel",
    "Engagement",
    "Evidence",
    "FilingCounter",
    "Finding",
    "Happening",
    "IntegrityAlarm",
    "Judged",
    "Lookup",
    "Nature",
    "Opinion",
    "Payment",
    "PlannedStep",
    "Procurement",
    "Review",
    "Sign",
    "Stage",
    "Stance",
    "Tier",
    "Version",
]
