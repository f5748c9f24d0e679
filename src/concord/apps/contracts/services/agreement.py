"""Why a contract is major, and whether its reviewers let a version go on."""

from concord.apps.contracts.models import Contract, Opinion, Tier, Version
from concord.apps.contracts.rules import Described, MajorRule, grounds_of


def grounds(contract: Contract) -> list[MajorRule]:
    """Why a contract is major; empty for an ordinary one."""
    words = f"{contract.matter.title}\n{contract.purpose}"
    told = Described(
        contract.nature, contract.procurement, contract.amount, contract.begins_on, contract.ends_on, words
    )
    return grounds_of(told)


def agreed(contract: Contract, tier: Tier, version: Version) -> bool:
    """Whether the last opinion of a tier lets this version go on.

    Who agreed, agreed to that very version; who agreed with changes, to whatever carries them out.
    """
    given = contract.reviews.filter(tier=tier, opinion__in=[Opinion.AGREE, Opinion.CHANGES, Opinion.OBJECT])
    last = given.order_by("-given_at").first()
    if last is None or last.opinion == Opinion.OBJECT:
        return False
    return last.opinion == Opinion.CHANGES or last.version_id == version.pk
