"""What the machine proposes about a report, each with its reason: category, item, tags, amount, body (D3, D5)."""

from dataclasses import asdict, dataclass
from decimal import Decimal

from django.db.models import QuerySet

from concord.core.people.models import Duty, Organisation
from concord.engines.text.classify import classify
from concord.engines.text.extract import extract
from concord.engines.text.taxonomy import taxonomy


@dataclass(frozen=True, slots=True)
class Reading:
    """How the machine reads a report; a proposal for people, never a decision."""

    category: str
    item: str
    top3: tuple[str, ...]
    scores: dict[str, float]
    because: tuple[str, ...]
    tags: tuple[str, ...]
    tag_reasons: dict[str, list[str]]
    amount: Decimal | None
    model: str

    def as_json(self) -> dict[str, object]:
        """The reading as it is kept with the dispute."""
        kept = asdict(self)
        kept["amount"] = str(self.amount) if self.amount is not None else None
        return kept


@dataclass(frozen=True, slots=True)
class BodyProposed:
    """An organisation proposed to lead or to join, and why."""

    organisation: Organisation
    part: str
    reason: str


def propose_reading(words: str, *, poster_topic: str = "") -> Reading:
    """Read a report: what it is about and what to watch; a poster that names the kind of matter goes first."""
    said = classify(words)
    amounts = [found.value for found in extract(words).amounts]
    known = {item.id: item for category in taxonomy().categories for item in category.items}
    item = poster_topic if poster_topic in known else said.item
    category = item.split("-")[0] if item != "none" else said.category
    return Reading(
        category=category,
        item=item,
        top3=said.top3,
        scores={name: round(score, 4) for name, score in said.scores.items()},
        because=tuple(reason.word for reason in said.because),
        tags=tuple(tag.id for tag in said.tags),
        tag_reasons={tag.id: list(tag.cues) for tag in said.tags},
        amount=max(amounts) if amounts else None,
        model=said.model,
    )


def _duties(item: str, place: str) -> QuerySet[Duty]:
    above = [place[:length] for length in (2, 4, 6, 9, 12, 15) if length <= len(place)]
    topics = [item, item.split("-", maxsplit=1)[0]]
    return (
        Duty.objects.filter(topic__in=topics, place_id__in=above)
        .select_related("organisation", "place")
        .order_by("-place_id", "-topic", "pk")
    )


def propose_bodies(item: str, place: str) -> list[BodyProposed]:
    """Who leads and who joins for an item in a place, by the responsibility list; the nearest and most exact first."""
    return [
        BodyProposed(
            duty.organisation,
            duty.part,
            f"{duty.place.name} · {duty.topic}" + (f" · {duty.basis}" if duty.basis else ""),
        )
        for duty in _duties(item, place)
    ]
