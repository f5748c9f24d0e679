"""What every page of one contract shows around its part."""

from django.urls import reverse
from django.utils.translation import gettext as _

from concord.apps.contracts.models import Contract
from concord.apps.contracts.selectors.detail import contract_page
from concord.apps.contracts.views.deeds import DEEDS, PAGES
from concord.core.people.doors import SignedInRequest

# The deeds that carry a contract on; the others stand beside the way.
LEADING = ("approve-request", "draft", "upload", "counsel", "send-to-approval", "approve", "copy", "file", "archive")
TABS = ("story", "reviews", "plan", "performance", "registers", "papers")


def _address(contract: Contract, name: str) -> str:
    if name in PAGES:
        return reverse(f"contracts:{name}", args=[contract.pk])
    return reverse("contracts:deed", args=[contract.pk, name])


def _title(name: str) -> str:
    return str(PAGES[name] if name in PAGES else DEEDS[name].title)


def frame(request: SignedInRequest, contract: Contract, current: str = "") -> dict[str, object]:
    """Head, tabs and deeds of a contract, for this person."""
    page = contract_page(contract, request.user)
    parts = {"story": _("Story"), "text": _("Text and findings"), "compare": _("Comparison"), "reviews": _("Reviews")}
    parts |= {"plan": _("Plan"), "performance": _("Performance"), "registers": _("Registers"), "papers": _("Papers")}
    if contract.signed_on is None:
        del parts["performance"]
    tabs = [(_part(contract, name), label, "", name == current) for name, label in parts.items()]
    return {
        "contract": contract,
        "matter": contract.matter,
        "page": page,
        "tabs": tabs,
        "deeds": [(_address(contract, name), _title(name), name in LEADING) for name in page.deeds],
    }


def _part(contract: Contract, name: str) -> str:
    if name in {"text", "compare"}:
        return reverse(f"contracts:{name}", args=[contract.pk])
    return reverse("contracts:tab", args=[contract.pk, name])
