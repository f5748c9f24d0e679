"""Compared matters by their keys, in PostgreSQL: who shares one is found, and a key that too many share is passed over.

No deeds stand here: services call this within their transactions, as the platform's own work.
"""

import hmac
from collections.abc import Iterable, Mapping
from hashlib import blake2b

from django.conf import settings
from django.db import connection

from concord.core.linking.forms_of import DISPUTES, packed, unpacked
from concord.core.linking.models import Compared, Key
from concord.engines.linkage.levels import KINDS
from concord.engines.linkage.records import Form, keys_of

RULES = KINDS[DISPUTES].keys
SHARING = """
    WITH shared AS (
        SELECT array(SELECT k.matter_id FROM linking_key k WHERE k.key = asked.key LIMIT %s) AS matters
        FROM unnest(%s::bigint[]) AS asked(key))
    SELECT DISTINCT unnest(matters) FROM shared WHERE cardinality(matters) <= %s
"""


def hashed(rule: str, key: str) -> int:
    """A key as it is kept: 63 bits of a keyed hash; the last field key is the one by which is searched."""
    secret = settings.CONCORD_FIELD_KEYS[-1]
    digest = hmac.new(secret, f"{rule}\0{key}".encode(), lambda: blake2b(digest_size=8)).digest()
    return int.from_bytes(digest) >> 1


def keys_kept(form: Form) -> set[int]:
    """The keys of a form as they are kept."""
    return {hashed(rule, key) for rule, key in keys_of(form).items() if rule in RULES}


class Index:
    """The engine's index over all compared matters."""

    def candidates(self, keys: Mapping[str, str], most: int) -> Iterable[Form]:
        """The forms that share at least one of these keys, each once; a key of more than `most` is passed over."""
        asked = [hashed(rule, key) for rule, key in keys.items()]
        with connection.cursor() as cursor:
            cursor.execute(SHARING, [most + 1, asked, most])
            found = [matter for (matter,) in cursor.fetchall()]
        rows = Compared.objects.filter(pk__in=found).values_list("form", flat=True)
        return (unpacked(form) for form in rows)


def enter(forms: Mapping[int, Form]) -> None:
    """Keep the forms of these matters with their keys; what was kept of them before is replaced."""
    Key.objects.filter(matter__in=list(forms)).delete()
    rows = [Compared(matter_id=pk, form=packed(form)) for pk, form in forms.items()]
    Compared.objects.bulk_create(rows, update_conflicts=True, unique_fields=["matter"], update_fields=["form"])
    Key.objects.bulk_create(Key(key=key, matter_id=pk) for pk, form in forms.items() for key in keys_kept(form))


def form_of(matters: Iterable[int]) -> dict[int, Form]:
    """The kept forms of these matters."""
    return {one.pk: unpacked(one.form) for one in Compared.objects.filter(pk__in=list(matters))}
