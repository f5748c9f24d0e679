"""Reports that look like one being written, each with what they have in common (D1, D2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from concord.apps.disputes.models import Dispute
from concord.core.matters.access import declare_follower, declare_system
from concord.core.matters.services import name_key
from concord.core.people.models import Place
from concord.core.people.sealed import keyed_hash
from concord.engines.text.classify import classify
from concord.engines.text.mask import mask

NEWEST = 200
DAYS = 90
ALIKE = 0.16
PUBLIC_CATEGORIES = frozenset({"C08", "C11", "C12", "C13", "C15", "C16", "C17", "C21"})
PUBLIC_ITEMS = frozenset({"C06-3", "C18-3", "C19-3", "C19-4"})


@dataclass(frozen=True, slots=True)
class Similar:
    """A report that may be about the same thing, and why we think so."""

    dispute: Dispute
    likeness: float
    shared: tuple[str, ...]
    excerpt: str


def pairs(text: str) -> frozenset[str]:
    """The two-character pieces of a text, without spaces and punctuation."""
    bare = "".join(character for character in text.lower() if character.isalnum())
    return frozenset(bare[at : at + 2] for at in range(len(bare) - 1))


def likeness_of(one: frozenset[str], other: frozenset[str]) -> float:
    """How much two texts share, from 0 to 1: shared pairs over those of the shorter one, damped for short texts."""
    if not one or not other:
        return 0.0
    shorter = min(len(one), len(other))
    return len(one & other) / (shorter + 8)


def is_public_concern(item: str) -> bool:
    """Whether reports of this item concern a place or a business, not a private life, so that others may see them."""
    return item.split("-", maxsplit=1)[0] in PUBLIC_CATEGORIES or item in PUBLIC_ITEMS


def _recent(place: Place) -> QuerySet[Dispute]:
    township = place.pk[:9]
    since = timezone.now() - timedelta(days=DAYS)
    return (
        Dispute.objects.filter(
            matter__place__code__startswith=township, matter__is_open=True, matter__opened_at__gte=since
        )
        .select_related("matter__place")
        .order_by("-matter_id")
    )


def _shared_words(because: Iterable[str], other: str) -> tuple[str, ...]:
    return tuple(word for word in because if word in other)[:4]


def joinable_item(dispute: Dispute) -> str:
    """The item of a dispute: what a person decided, else what was proposed."""
    return dispute.matter.topic or str(dispute.proposal.get("item", ""))


def similar_for_public(words: str, place: Place, most: int = 3) -> list[Similar]:
    """Open reports nearby that a resident may join; only of public concern, masked, without names."""
    said = classify(words)
    if not is_public_concern(said.item):
        return []
    declare_system()
    mine, because = pairs(words), [reason.word for reason in said.because]
    found = []
    for dispute in _recent(place)[:NEWEST]:
        item = joinable_item(dispute)
        likeness = likeness_of(mine, pairs(dispute.words)) + (0.08 if item == said.item else 0)
        if is_public_concern(item) and likeness >= ALIKE:
            shown = mask(dispute.words)[:70]
            found.append(Similar(dispute, likeness, _shared_words(because, dispute.words), shown))
    declare_follower(0)
    return sorted(found, key=lambda one: -one.likeness)[:most]


def may_be_joined(dispute: Dispute, place: Place) -> bool:
    """Whether a resident could be shown this dispute for a report in `place`, which is still open."""
    return (
        dispute.matter.is_open
        and dispute.matter.place_id.startswith(place.pk[:9])
        and is_public_concern(joinable_item(dispute))
    )


def look_alikes(disputes: QuerySet[Dispute], *, phone: str, respondent: str, most: int = 8) -> list[Dispute]:
    """Among the disputes a clerk may see: open or recent ones of the same person or against the same respondent."""
    keys = disputes.none()
    if phone:
        keys = disputes.filter(matter__parties__phone_hash=keyed_hash(phone))
    if respondent and len(name_key(respondent)) >= 2:
        keys = keys | disputes.filter(matter__parties__name_key=name_key(respondent))
    return list(keys.distinct().order_by("-matter_id")[:most])
