"""The deeds on one contract that ask for a form: what each is called, what comes of it, and the deed itself."""

from collections.abc import Callable
from dataclasses import dataclass

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.functional import Promise
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.forms import life as f
from concord.apps.contracts.forms import performing as p
from concord.apps.contracts.models import Contract
from concord.apps.contracts.services import (
    approving,
    awarding,
    details,
    ending,
    filing,
    looking_up,
    performing,
    requesting,
    screening,
    signing,
)
from concord.core.people.models import Person

Do = Callable[[Contract, Person, forms.Form], object]


@dataclass(frozen=True, slots=True)
class Deed:
    """A deed: its button, what comes of it, its form, and with what the form begins."""

    title: Promise | str
    effect: Promise | str
    form: type[forms.Form]
    do: Do
    initial: Callable[[Contract], dict[str, object]] = lambda contract: {}


def _file(form: forms.Form) -> screening.File:
    sent: UploadedFile[bytes] = form.cleaned_data["file"]
    return screening.File(sent.read(), sent.name or "")


def _details(one: Contract, by: Person, form: forms.Form) -> object:
    assert isinstance(form, f.AskedForm)
    return details.change_details(one.pk, form.asked(), by=by)


def _award(one: Contract, by: Person, form: forms.Form) -> object:
    assert isinstance(form, f.AwardForm)
    return awarding.enter_award(one.pk, form.awarded(), by=by)


def _copy(one: Contract, by: Person, form: forms.Form) -> object:
    told = {name: form.cleaned_data[name] for name in ("kind", "signed_on", "reason")}
    return signing.record_copy(one.pk, _file(form), signing.Signing(**told), by=by, today=localdate())


def _payment(one: Contract, by: Person, form: forms.Form) -> object:
    assert isinstance(form, p.PaymentForm)
    return performing.record_payment(one.pk, form.paying(), by=by, today=localdate())


def _event(one: Contract, by: Person, form: forms.Form) -> object:
    assert isinstance(form, p.HappeningForm)
    return performing.record_happening(one.pk, form.happens(), by=by, today=localdate())


DEEDS: dict[str, Deed] = {
    "approve-request": Deed(
        _("Approve the request"),
        _("The text can be drafted; who handles the contract is told."),
        f.NothingForm,
        lambda one, by, form: requesting.approve_request(one.pk, by=by, today=localdate()),
    ),
    "upload": Deed(
        _("Upload a version"),
        _("It is read and screened at once; scans and older Word files take a few minutes in the background."),
        f.UploadForm,
        lambda one, by, form: screening.add_version(one.pk, _file(form), note=form.cleaned_data["note"], by=by),
    ),
    "send-to-approval": Deed(
        _("Send it to be approved"),
        _("Who approves contracts in your body is told."),
        f.NothingForm,
        lambda one, by, form: approving.send_to_approval(one.pk, by=by, today=localdate()),
    ),
    "approve": Deed(
        _("Approve this text"),
        _("This very version may be signed; the signed copy will be compared with it."),
        f.NothingForm,
        lambda one, by, form: approving.approve(one.pk, by=by, today=localdate()),
    ),
    "copy": Deed(
        _("Record the signed copy"),
        _("Its text is compared with the approved version, and its digest stands in the record for good."),
        f.CopyForm,
        _copy,
        lambda contract: {"signed_on": localdate()},
    ),
    "file": Deed(
        _("File the contract"),
        _("It gets its filing number; payments, days and securities are planned from its own text."),
        f.NothingForm,
        lambda one, by, form: filing.file_contract(one.pk, by=by, today=localdate()),
    ),
    "payment": Deed(
        _("Enter a payment"),
        _("It is held against the plan; what is not as promised is told to who handles and who supervises it."),
        p.PaymentForm,
        _payment,
        lambda contract: {"on": localdate()},
    ),
    "event": Deed(
        _("Enter what happened"),
        _("Delivery, acceptance, changes, guarantees, absences: the plan and its alarms follow from them."),
        p.HappeningForm,
        _event,
        lambda contract: {"on": localdate()},
    ),
    "supplement": Deed(
        _("Supplement it"),
        _("The supplement is a contract of its own and runs through all steps."),
        f.SupplementForm,
        lambda one, by, form: ending.request_supplement(one.pk, **form.cleaned_data, by=by, today=localdate()),
    ),
    "close": Deed(
        _("Close the contract"),
        _("Nothing more is performed; what remains is to archive its file."),
        f.OutcomeForm,
        lambda one, by, form: ending.close(one.pk, form.cleaned_data["outcome"], by=by, today=localdate()),
    ),
    "archive": Deed(
        _("Archive it"),
        _("Its life ends here; files of government procurement are kept for fifteen years."),
        f.ShelfForm,
        lambda one, by, form: ending.archive(one.pk, form.cleaned_data["shelf"], by=by, today=localdate()),
    ),
    "award": Deed(
        _("Enter tender and award"),
        _("Screening and comparison hold the text against it."),
        f.AwardForm,
        _award,
        f.known_of_award,
    ),
    "details": Deed(
        _("Change what is known"),
        _("Kind, amount and term decide which rules apply and whether the contract is major."),
        f.AskedForm,
        _details,
        f.known_of,
    ),
    "look-up": Deed(
        _("Ask the register of companies"),
        _("Its answer comes in a moment, stands under Registers, and the text is screened anew with it."),
        f.NothingForm,
        lambda one, by, form: looking_up.ask_register(one.pk, by=by),
    ),
    "send-back": Deed(
        _("Send it back"),
        _("The text is negotiated again; who handles it reads what has to change."),
        f.ReasonForm,
        lambda one, by, form: approving.send_back(one.pk, form.cleaned_data["reason"], by=by, today=localdate()),
    ),
    "terminate": Deed(
        _("Terminate it"),
        _("The contract ends before its time; nothing more is performed."),
        f.ReasonForm,
        lambda one, by, form: ending.terminate(one.pk, form.cleaned_data["reason"], by=by, today=localdate()),
    ),
    "withdraw": Deed(
        _("Withdraw it"),
        _("The contract is not concluded; a review that waits ends with it."),
        f.ReasonForm,
        lambda one, by, form: ending.withdraw(one.pk, form.cleaned_data["reason"], by=by, today=localdate()),
    ),
}
# Deeds with a page of their own.
PAGES = {"draft": _("Draft from a model form"), "counsel": _("Choose legal counsel")}
