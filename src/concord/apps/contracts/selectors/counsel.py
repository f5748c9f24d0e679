"""The pool of counsel as who chooses sees it: what each is good at, how much waits, and what speaks against them."""

from dataclasses import dataclass
from datetime import date

from concord.apps.contracts.access import counsel_for
from concord.apps.contracts.models import Contract, Counsel, Opinion
from concord.apps.contracts.services.counsel import conflicts

MOST = 200


@dataclass(frozen=True, slots=True)
class Offered:
    """A counsel for a contract: whether the kind is theirs, and why not to choose them (empty: they can be chosen)."""

    counsel: Counsel
    fits: bool
    against: list[str]
    is_full: bool
    declined: bool

    @property
    def choosable(self) -> bool:
        """Whether they can be chosen."""
        return not self.against and not self.is_full


def offered(contract: Contract, today: date) -> list[Offered]:
    """Whom to choose from: those of the kind first, then who has least to do; those who cannot are last, with why.

    Nobody is ranked by how they decided.
    """
    pool = list(counsel_for(contract).order_by("pk")[:MOST])
    declined = set(contract.reviews.filter(opinion=Opinion.DECLINED).values_list("person", flat=True))
    found = [
        Offered(
            one,
            fits=not one.natures or contract.nature in one.natures,
            against=conflicts(one, contract, today),
            is_full=one.waiting >= one.most_open,
            declined=one.person_id in declined,
        )
        for one in pool
    ]
    return sorted(found, key=lambda one: (not one.choosable, one.declined, not one.fits, one.counsel.waiting))
