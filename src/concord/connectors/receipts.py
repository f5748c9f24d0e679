"""Receipts: what a gateway says later of the messages it took, as signed JSON that it sends or is asked for.

`{"receipts": [{"key", "status": "delivered" | "undeliverable", "reason"}]}`.
"""

from json import loads

from django.http import HttpRequest, HttpResponse

from concord.connectors.signed import is_signed
from concord.core.notices.carrying import note_receipts
from concord.core.ports import Receipt


def receipts_in(body: bytes) -> list[Receipt]:
    """The receipts in a gateway's body; refuses (ValueError) one that is not in the protocol's form."""
    told = loads(body)
    if not isinstance(told, dict) or not isinstance(told.get("receipts"), list):
        raise ValueError("A list of receipts is missing.")
    return [_receipt(one) for one in told["receipts"]]


def _receipt(one: object) -> Receipt:
    if not isinstance(one, dict) or not isinstance(one.get("key"), str):
        raise ValueError("A receipt needs the key of its message.")
    if one.get("status") not in {"delivered", "undeliverable"}:
        raise ValueError("A receipt says that a message is delivered or undeliverable.")
    return Receipt(one["key"], one["status"] == "delivered", str(one.get("reason", ""))[:200])


def take_receipts(request: HttpRequest, *, channel: str, key: str) -> HttpResponse:
    """Take receipts signed with a gateway's key, of its own channel only.

    204 when noted; 403 for a wrong signature, 400 for another form. Repeats change nothing.
    """
    if not is_signed(request.body, request.headers, key):
        return HttpResponse("The signature does not fit.", status=403, content_type="text/plain")
    try:
        told = receipts_in(request.body)
    except ValueError as wrong:
        return HttpResponse(str(wrong), status=400, content_type="text/plain")
    note_receipts(channel, told)
    return HttpResponse(status=204)
