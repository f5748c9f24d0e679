"""Try a deed from a form: a foreseen "no" becomes an error of the form, and the typed words stay on the page."""

from collections.abc import Callable
from typing import TypeVar

from django import forms

from concord.core.refusals import Refusal, TooMany

T = TypeVar("T")


def attempt(form: forms.BaseForm, deed: Callable[[], T]) -> T | None:
    """What the deed returns; None when it was refused, with the reason at the form's field that should change."""
    try:
        return deed()
    except Refusal as refusal:
        field = refusal.field if refusal.field in form.fields else None
        form.add_error(
            field, forms.ValidationError(str(refusal), code="too_many" if isinstance(refusal, TooMany) else "refused")
        )
        return None


def answer_code(form: forms.BaseForm) -> int:
    """The HTTP status for showing a form: 200 fresh, 422 for a wrong shape, 409 (429) for a refusal."""
    codes = {error.code for errors in form.errors.as_data().values() for error in errors} if form.is_bound else set()
    if "too_many" in codes:
        return 429
    if "refused" in codes:
        return 409
    return 422 if codes else 200
