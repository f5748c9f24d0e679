"""Record the signed copy, held against the approved text."""

import secrets
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.facts.life import CopySigned
from concord.apps.contracts.models import Copy, Stage, Version
from concord.apps.contracts.reading import read_now
from concord.apps.contracts.services.screening import File
from concord.apps.contracts.services.steps import enter, hold, said, the_text
from concord.apps.contracts.stored import document_of
from concord.core.acts.services import record
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.review.comparing import Difference, compared
from concord.engines.review.refused import Refused

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Signing:
    """How a contract was signed: on which day, sealed or on paper; `reason` says why the copy may differ, or that a
    person compared it by eye.
    """

    kind: str
    signed_on: date
    reason: str = ""


@transaction.atomic
def record_copy(pk: int, file: File, signing: Signing, *, by: Person, today: date) -> Copy:
    """Record the signed copy of an approved contract; its digest stands in the record from then on.

    Refuses a day to come, a copy whose text is not the approved one unless a reason is given, and one that cannot be
    read unless someone says that they compared it by eye.
    """
    contract = hold(pk, "seal_contract", by, [Stage.SIGNING])
    version = the_text(contract)
    if signing.signed_on > today:
        raise Refusal(_("This day is still to come."), field="signed_on")
    differs = differing(version, file)
    reason = _reason(differs, signing)
    paper = keep_upload(
        file.content, filename=file.name, matter=contract.matter, by=by, visibility=Paper.Visibility.STAFF
    )
    copy = Copy.objects.create(
        contract=contract,
        version=version,
        paper=paper,
        sha256=paper.sha256,
        kind=signing.kind,
        code=new_code(),
        differs=differs,
        differs_reason=reason,
        recorded_by=by,
    )
    contract.signed_on = signing.signed_on
    contract.save(update_fields=["signed_on"])
    enter(contract, Stage.SIGNED, by=by, today=today)
    told = CopySigned(
        matter_id=pk,
        kind=copy.kind,
        kind_name=str(Copy.Kind(copy.kind).label),
        sha256=copy.sha256,
        differs=differs,
        reason=reason,
    )
    record(told, by=by)
    return copy


def differing(version: Version, file: File) -> int | None:
    """How many clauses of a copy are not as approved; None where its text cannot be read here."""
    try:
        document = read_now(file.content, file.name)
    except Refused:
        document = None
    if document is None:
        return None
    found = compared(document_of(version), document)
    return sum(one.difference is not Difference.SAME for one in found)


def _reason(differs: int | None, signing: Signing) -> str:
    if differs is None:
        return said(
            signing.reason,
            _("The text of this file cannot be read here: say who compared it with the approved text, and how."),
        )
    if differs:
        sentence = _("Clauses that are not as approved: %(count)s. Say why, or upload the right copy.")
        return said(signing.reason, sentence % {"count": differs})
    return signing.reason.strip()[:500]


def new_code() -> str:
    """A code for the open page on which a copy is checked: 80 random bits."""
    return "".join(secrets.choice(ALPHABET) for _place in range(CODE_LENGTH))
