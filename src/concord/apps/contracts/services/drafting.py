"""Draft a contract from a model form: what is known already fills its fields, the rest is asked."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils.translation import gettext as _

from concord.apps.contracts.models import Contract, Version
from concord.apps.contracts.services.screening import CHANGING, File, make_version
from concord.apps.contracts.services.steps import hold
from concord.core.people.models import Person
from concord.core.refusals import Refusal
from concord.engines.review.modelform import Form, draft, fields_of, forms
from concord.engines.review.writing.new import new_docx

LONGEST = 200


def form_of(contract: Contract) -> Form | None:
    """The model form that a contract was drafted from, else the one for its kind."""
    return forms().get(contract.form or contract.nature)


def known_fields(contract: Contract) -> dict[str, str]:
    """What is known already for the fields of any form."""
    body = contract.matter.lead
    known = {
        "number": str(contract.matter.number),
        "project": contract.matter.title,
        "method": str(contract.get_procurement_display()),
        "tender": contract.project_number,
        "a_name": body.name if body else "",
        "a_code": body.credit_code if body else "",
        "a_address": body.address if body else "",
        "b_name": contract.counterpart,
        "b_code": contract.counterpart_code,
        "price": "" if contract.amount is None else str(contract.amount),
        "start": contract.begins_on.isoformat() if contract.begins_on else "",
        "end": contract.ends_on.isoformat() if contract.ends_on else "",
    }
    return {name: value for name, value in known.items() if value}


@transaction.atomic
def draft_from_form(pk: int, form_id: str, given: Mapping[str, str], *, by: Person) -> Version:
    """Make a version from a model form; it is a Word file, and is screened at once like any other.

    Refuses an unknown form or field, and a price or day that is none.
    """
    contract = hold(pk, "handle_contract", by, CHANGING)
    form = forms().get(form_id)
    if form is None:
        raise Refusal(_("Choose one of the model forms."), field="form")
    contract.form, contract.form_fields = form.id, _checked(form, {**known_fields(contract), **given})
    contract.save(update_fields=["form", "form_fields"])
    lines = draft(form, contract.form_fields)
    note = _("drafted from the model form %(form)s") % {"form": form.title}
    return make_version(contract, File(new_docx(lines), f"{form.title}.docx"), note=note, by=by)


def _checked(form: Form, given: Mapping[str, str]) -> dict[str, str]:
    told = {}
    for field in fields_of(form):
        value = given.get(field.name, "").strip()[:LONGEST]
        if value and not _is_of(field.kind, value):
            raise Refusal(_("%(field)s: this is not what belongs here.") % {"field": field.zh}, field=field.name)
        told[field.name] = value
    return told


def _is_of(kind: str, value: str) -> bool:
    if kind == "day":
        try:
            date.fromisoformat(value)
        except ValueError:
            return False
    if kind in {"amount", "number"}:
        try:
            return Decimal(value).is_finite() and Decimal(value) >= 0
        except InvalidOperation:
            return False
    return True
