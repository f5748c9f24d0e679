"""What people type to ask for a contract and to lead it through its life."""

from decimal import Decimal

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.models import Award, Contract, Copy, Nature, Procurement, Stance
from concord.apps.contracts.services.awarding import Awarded
from concord.apps.contracts.services.requesting import Asked
from concord.core.people.models import Organisation

SIZES = [("", _("not known")), ("yes", _("small or medium enterprise")), ("no", _("large enterprise or other"))]


def area(rows: int) -> forms.Textarea:
    """A box for several lines."""
    return forms.Textarea(attrs={"rows": rows})


def a_day() -> forms.DateInput:
    """A box for a day."""
    return forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


def money(label: object, *, required: bool = False) -> forms.DecimalField:
    """A box for an amount in yuan."""
    return forms.DecimalField(
        label=str(label) if isinstance(label, str) else label,  # type: ignore[arg-type]
        min_value=Decimal(0),
        max_digits=15,
        decimal_places=2,
        required=required,
    )


class AskedForm(forms.Form):
    """What a contract is to be."""

    title = forms.CharField(label=_("What the contract is called"), max_length=200)
    nature = forms.ChoiceField(label=_("Kind of contract"), choices=Nature.choices)
    procurement = forms.ChoiceField(label=_("How the counterparty is found"), choices=Procurement.choices)
    counterpart = forms.CharField(label=_("Counterparty"), max_length=160)
    counterpart_code = forms.RegexField(
        r"^([0-9A-HJ-NPQRTUWXY]{18})?$",
        label=_("Credit code of the counterparty"),
        help_text=_("18 letters and digits; empty if it is not known yet."),
        required=False,
    )
    counterpart_small = forms.ChoiceField(
        label=_("Size of the counterparty"),
        help_text=_("It decides how fast a public body has to pay."),
        choices=SIZES,
        required=False,
    )
    amount = money(_("Amount (yuan)"))
    purpose = forms.CharField(label=_("What it is for"), widget=area(3), max_length=1_000)
    project_number = forms.CharField(label=_("Procurement number"), max_length=60, required=False)
    begins_on = forms.DateField(label=_("First day"), widget=a_day(), required=False)
    ends_on = forms.DateField(label=_("Last day"), widget=a_day(), required=False)
    stance = forms.ChoiceField(label=_("For whom it is read"), choices=Stance.choices, initial=Stance.PUBLIC)

    def asked(self) -> Asked:
        """What was typed, as the deed takes it."""
        told = dict(self.cleaned_data)
        told.pop("body", None)
        small = told.pop("counterpart_small")
        return Asked(counterpart_small={"yes": True, "no": False}.get(small), **told)


class RequestForm(AskedForm):
    """The same, and for which body."""

    body = forms.ModelChoiceField(Organisation.objects.none(), label=_("Which body concludes it"), empty_label=None)
    field_order = ("body",)

    def __init__(self, *args: object, bodies: QuerySet[Organisation], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        field = self.fields["body"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = bodies


def known_of(contract: Contract) -> dict[str, object]:
    """What is known of a contract, as the form shows it."""
    names = [name for name in AskedForm.base_fields if name not in {"title", "counterpart_small"}]
    told: dict[str, object] = {name: getattr(contract, name) for name in names}
    small = {True: "yes", False: "no"}.get(bool(contract.counterpart_small), "")
    return told | {
        "title": contract.matter.title,
        "counterpart_small": "" if contract.counterpart_small is None else small,
    }


class AwardForm(forms.Form):
    """What was tendered and awarded."""

    number = forms.CharField(label=_("Procurement number"), max_length=60, required=False)
    winner = forms.CharField(label=_("Winner"), max_length=160, required=False)
    price = money(_("Price awarded (yuan)"))
    budget = money(_("Budget (yuan)"))
    awarded_on = forms.DateField(label=_("Day of the award"), widget=a_day(), required=False)
    days = forms.IntegerField(label=_("Days to perform"), min_value=1, max_value=20_000, required=False)
    payment_days = forms.IntegerField(label=_("Days to pay"), min_value=1, max_value=2_000, required=False)
    quality = forms.CharField(label=_("Quality that was offered"), max_length=200, required=False)
    team = forms.CharField(label=_("Team that was offered"), help_text=_("One a line."), widget=area(3), required=False)

    def awarded(self) -> Awarded:
        """What was typed, as the deed takes it."""
        told = dict(self.cleaned_data)
        team = tuple(line.strip()[:80] for line in told.pop("team").splitlines() if line.strip())
        return Awarded(**told, team=team)


def known_of_award(contract: Contract) -> dict[str, object]:
    """What was entered of the award, as the form shows it."""
    award = Award.objects.filter(contract=contract).first()
    if award is None:
        return {"number": contract.project_number}
    names = [name for name in AwardForm.base_fields if name != "team"]
    return {name: getattr(award, name) for name in names} | {"team": "\n".join(award.team)}


class NothingForm(forms.Form):
    """A deed that asks nothing more."""


class ReasonForm(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("Reason"), widget=area(3), max_length=500)


class OutcomeForm(forms.Form):
    """What came of it."""

    outcome = forms.CharField(label=_("What came of it"), widget=area(3), max_length=1_000)


class ShelfForm(forms.Form):
    """Where the file is kept."""

    shelf = forms.CharField(label=_("Mark of the file"), help_text=_("As the archive writes it."), max_length=80)


class SupplementForm(forms.Form):
    """What is added to a contract."""

    title = forms.CharField(label=_("What the supplement is called"), max_length=200)
    amount = money(_("Amount added (yuan)"), required=True)
    purpose = forms.CharField(label=_("Why and what is added"), widget=area(3), max_length=1_000)


class UploadForm(forms.Form):
    """A version as a file."""

    file = forms.FileField(label=_("File"), help_text=_("Word (docx, doc), PDF, or pictures of pages."))
    note = forms.CharField(label=_("What is new in it"), max_length=300, required=False)


class CopyForm(forms.Form):
    """The signed copy."""

    file = forms.FileField(label=_("Signed copy"), help_text=_("The sealed file, or the scan of all pages."))
    kind = forms.ChoiceField(label=_("How it was signed"), choices=Copy.Kind.choices)
    signed_on = forms.DateField(label=_("Signed on"), widget=a_day())
    reason = forms.CharField(
        label=_("Why it differs, or who compared it by eye"), widget=area(2), max_length=500, required=False
    )
