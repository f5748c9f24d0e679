"""Rules of sentences, of all families: each finds the sentences that its combinations of concepts fit.

What they look for stands in `data/contracts/concepts.yaml` and `combinations.yaml`.
"""

from concord.engines.review.concepts import combining
from concord.engines.review.registry import phrase

# These ask more than a sentence can tell: who the parties are, and whether another sentence settles it.
OF_THEIR_OWN = {"PAY-09", "CLS-27"}

for name in combining():
    if name not in OF_THEIR_OWN:
        phrase(name)
