"""Do a thing once: a POST sent again under the same Idempotency-Key gets the first answer and does nothing.

The key is entered in the transaction of the deed itself, so there is no moment at which one stands without the
other; a second request that comes while the first runs waits for it. A refused request leaves no key behind.
"""

import inspect
from collections.abc import Callable
from functools import wraps
from hashlib import sha256
from typing import Annotated, TypeVar

from django.core.exceptions import ObjectDoesNotExist
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _
from ninja import Header, Schema, Status
from ninja.errors import HttpError
from orjson import dumps, loads

from concord.core.api.models import KeptAnswer
from concord.core.api.rates import asker_of
from concord.core.people.sealed import keyed_hash
from concord.core.refusals import OutsideFailure, Refusal

S = TypeVar("S", bound=Schema)
Answer = Status[S | dict[str, object]]
ENTER = """INSERT INTO api_keptanswer (key, request_hash, answer, kept_at) VALUES (%s, %s, '', now())
    ON CONFLICT (key) DO NOTHING"""
FORESEEN = (Refusal, OutsideFailure, ObjectDoesNotExist, Http404, HttpError)
IdempotencyKey = Annotated[
    str,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        description="Your own random key for this request; the same key again does not do it again.",
    ),
]


def _sent(request: HttpRequest) -> bytes:
    """What was sent, for comparing: the body, or a form's fields with the digests of its files."""
    if request.content_type != "multipart/form-data":
        return request.body
    fields = sorted((name, request.POST.getlist(name)) for name in request.POST)
    files = sorted((name, [_digest(file) for file in request.FILES.getlist(name)]) for name in request.FILES)
    return dumps([fields, files])


def _digest(file: UploadedFile[bytes]) -> str:
    digest = sha256((file.name or "").encode())
    for part in file.chunks():
        digest.update(part)
    file.seek(0)
    return digest.hexdigest()


def _request_hash(request: HttpRequest) -> str:
    return sha256(request.get_full_path().encode() + b"\0" + _sent(request)).hexdigest()


def _is_first(kept: KeptAnswer) -> bool:
    """Enter the key, unless it stands there; waits for whoever is entering the same one."""
    with connection.cursor() as cursor:
        cursor.execute(ENTER, [kept.key, kept.request_hash])
        return bool(cursor.rowcount)


def _entered(request: HttpRequest, key: str) -> tuple[KeptAnswer, bool]:
    kept = KeptAnswer(key=keyed_hash(f"once:{asker_of(request)}:{key}"), request_hash=_request_hash(request))
    if _is_first(kept):
        return kept, True
    found = KeptAnswer.objects.filter(key=kept.key).first()
    if found is None:  # the other one was refused meanwhile
        return _entered(request, key)
    if found.request_hash != kept.request_hash:
        raise Refusal(_("This Idempotency-Key was used for another request. Use a new key for each request."))
    return found, False


def _once(operation: Callable[..., S], status: int) -> Callable[..., Answer[S]]:
    @wraps(operation)
    def doing(request: HttpRequest, *args: object, idempotency_key: str, **kwargs: object) -> Answer[S]:
        kept, fresh = _entered(request, idempotency_key)
        if not fresh:
            return Status(status, dict(loads(kept.answer)))
        try:
            done = operation(request, *args, **kwargs)
        except FORESEEN:
            kept.delete()
            raise
        kept.answer = dumps(done.model_dump(mode="json", by_alias=True)).decode()
        kept.save(update_fields=["answer"])
        return Status(status, done)

    signature = inspect.signature(operation)
    asked = inspect.Parameter("idempotency_key", inspect.Parameter.KEYWORD_ONLY, annotation=IdempotencyKey)
    doing.__signature__ = signature.replace(parameters=[*signature.parameters.values(), asked])  # type: ignore[attr-defined]
    return doing


def once(operation: Callable[..., S]) -> Callable[..., Answer[S]]:
    """Make a POST operation safe to repeat; adds the required header `Idempotency-Key`."""
    return _once(operation, 200)


def made_once(operation: Callable[..., S]) -> Callable[..., Answer[S]]:
    """As `once`, for a POST that makes something: it answers 201, also when it is sent again."""
    return _once(operation, 201)
