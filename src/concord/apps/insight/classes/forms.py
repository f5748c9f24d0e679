"""What people type around the classifier."""

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from concord.core.crosswalks.targets import called
from concord.engines.text.taxonomy import NONE, taxonomy


def item_choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """`none`, and each category with its items."""
    groups = [(_now("No kind of its own"), [(NONE, called(NONE))])]
    for category in taxonomy().categories:
        items = [(item.id, f"{item.id} {called(item.id)}") for item in category.items]
        groups.append((f"{category.id} {called(category.id)}", items))
    return groups


class AnswerForm(forms.Form):
    """What a matter is about."""

    item = forms.ChoiceField(label=_("What it is about"), choices=item_choices, widget=forms.Select(attrs={"size": 10}))


class OfferForm(forms.Form):
    """A model as `concord text learn` wrote it."""

    file = forms.FileField(label=_("Model file (.npz)"), widget=forms.FileInput(attrs={"accept": ".npz"}))


class SwitchForm(forms.Form):
    """Why another model is put in force."""

    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), max_length=400)
