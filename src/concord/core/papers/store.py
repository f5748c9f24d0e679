"""Bytes under their own SHA-256 digest: the same content is kept once, and changed content cannot pose as the old."""

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256

from botocore.exceptions import BotoCoreError, ClientError
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from concord.core.refusals import OutsideFailure


def digest_of(content: bytes) -> str:
    """The SHA-256 of the content, in hex."""
    return sha256(content).hexdigest()


@contextmanager
def _answering() -> Iterator[None]:
    """Say of a bucket that cannot be reached, or refuses, that it is away; nothing was kept then."""
    try:
        yield
    except (BotoCoreError, ClientError) as trouble:
        raise OutsideFailure(
            f"The store of papers does not answer ({type(trouble).__name__}).", again=True
        ) from trouble


def _path(digest: str) -> str:
    return f"{digest[:2]}/{digest[2:4]}/{digest}"


def hold(digest: str, *, alone: bool = False) -> None:
    """Until this transaction ends: nobody drops this content; with `alone`, nobody keeps it either."""
    lock = "pg_advisory_xact_lock" if alone else "pg_advisory_xact_lock_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {lock}(hashtextextended(%s, 0))", [digest])


def put(content: bytes) -> str:
    """Keep the content; returns its digest. Keeping the same content again changes nothing."""
    digest = digest_of(content)
    hold(digest)
    with _answering():
        if not default_storage.exists(_path(digest)):
            default_storage.save(_path(digest), ContentFile(content))
    return digest


def get(digest: str) -> bytes:
    """The content with this digest; fails loudly if the store lost or changed it."""
    try:
        with _answering(), default_storage.open(_path(digest)) as stored:
            content = bytes(stored.read())
    except FileNotFoundError as missing:
        raise OutsideFailure(f"The store does not hold {digest[:12]}….", again=False) from missing
    if digest_of(content) != digest:
        raise OutsideFailure(f"The store holds {digest[:12]}… damaged; restore it from a backup.", again=False)
    return content


def drop(digest: str) -> None:
    """Forget the content; for whoever holds it `alone` and knows that no paper needs it."""
    with _answering():
        default_storage.delete(_path(digest))
