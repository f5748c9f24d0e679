"""Shape of contracts: the contract, its versions and findings, its reviews, its signing and its plan."""

from concord.apps.contracts.models.award import Award, FilingCounter
from concord.apps.contracts.models.contract import Contract
from concord.apps.contracts.models.counsel import Counsel, Engagement
from concord.apps.contracts.models.finding import Finding
from concord.apps.contracts.models.kinds import Nature, Procurement, Stance
from concord.apps.contracts.models.plan import PlannedStep
from concord.apps.contracts.models.review import Opinion, Review, Tier
from concord.apps.contracts.models.signing import Copy
from concord.apps.contracts.models.stages import MOVES, UNSIGNED, Stage
from concord.apps.contracts.models.version import Version

__all__ = [
    "MOVES",
    "UNSIGNED",
    "Award",
    "Contract",
    "Copy",
    "Counsel",
    "Engagement",
    "FilingCounter",
    "Finding",
    "Nature",
    "Opinion",
    "PlannedStep",
    "Procurement",
    "Review",
    "Stage",
    "Stance",
    "Tier",
    "Version",
]
