"""What people type about the performance of a contract."""

from decimal import Decimal

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.apps.contracts.forms.life import a_day, area, money
from concord.apps.contracts.models import Happening
from concord.apps.contracts.services.performing import Happens, Paying


class PaymentForm(forms.Form):
    """A payment."""

    voucher = forms.CharField(label=_("Number of the voucher"), max_length=60)
    on = forms.DateField(label=_("Paid on"), widget=a_day())
    amount = forms.DecimalField(label=_("Amount (yuan)"), min_value=Decimal("0.01"), max_digits=15, decimal_places=2)
    payee = forms.CharField(
        label=_("Paid to"), help_text=_("Empty: the other side of the contract."), max_length=160, required=False
    )
    invoice = forms.CharField(label=_("Number of the invoice"), max_length=60, required=False)

    def paying(self) -> Paying:
        """What was typed, as the deed takes it."""
        return Paying(**self.cleaned_data)


class HappeningForm(forms.Form):
    """Something that happened."""

    kind = forms.ChoiceField(label=_("What happened"), choices=Happening.Kind.choices)
    on = forms.DateField(label=_("On which day"), widget=a_day())
    words = forms.CharField(label=_("In a sentence"), max_length=200, required=False)
    amount = money(_("Amount (yuan), for a change or wages"))
    days = forms.IntegerField(label=_("Days that were added"), min_value=1, max_value=3_650, required=False)
    until = forms.DateField(label=_("Until when a guarantee or licence runs"), widget=a_day(), required=False)
    approved = forms.BooleanField(label=_("Both sides, or who has to, agreed to it"), required=False, initial=True)

    def happens(self) -> Happens:
        """What was typed, as the deed takes it."""
        return Happens(**self.cleaned_data)


class WordsForm(forms.Form):
    """What is said to an alarm."""

    words = forms.CharField(label=_("In your words"), widget=area(3), max_length=1_000)


class OrderForm(WordsForm):
    """What has to be corrected, and by when."""

    due_on = forms.DateField(label=_("By which day"), widget=a_day())
