"""The kinds of disputes, and the doors that the law opens or bars for each (D3, TAX-ROUTE)."""

from dataclasses import asdict

from django.http import Http404, HttpRequest
from ninja import Schema

from concord.apps.disputes.api.routers import public
from concord.apps.disputes.services.triage import doors_of
from concord.core.api.shapes import ItemId
from concord.engines.text.taxonomy import taxonomy


class ItemShown(Schema):
    """One of the 84 items."""

    id: str
    zh: str
    en: str


class CategoryShown(ItemShown):
    """One of the 21 categories, with its items."""

    items: list[ItemShown]


class TaxonomyShown(Schema):
    """The whole, and its version."""

    version: str
    categories: list[CategoryShown]


class DoorsShown(Schema):
    """The doors of an item: what may be mediated, which door is the first, which comes after, on what ground."""

    item: str
    civil_mediation: bool
    commercial_mediation: bool
    safety_check: bool
    first: str
    first_en: str
    next_if_fails: str
    next_if_fails_en: str
    reason: str
    channels: list[str]
    articles: list[str]
    flags: list[str]


@public.get("/taxonomy", response=TaxonomyShown)
def whole(request: HttpRequest) -> TaxonomyShown:
    """The 21 categories with their 84 items, in Chinese and English."""
    known = taxonomy()
    return TaxonomyShown(
        version=known.version,
        categories=[
            CategoryShown(
                id=category.id,
                zh=category.zh,
                en=category.en,
                items=[ItemShown(id=item.id, zh=item.zh, en=item.en) for item in category.items],
            )
            for category in known.categories
        ],
    )


@public.get("/taxonomy/{item}/doors", response=DoorsShown)
def doors(request: HttpRequest, item: ItemId) -> DoorsShown:
    """Which doors the law opens first for an item, and which it bars."""
    if item not in taxonomy().items:
        raise Http404
    return DoorsShown.model_validate(asdict(doors_of(item)))
