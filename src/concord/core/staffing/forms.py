"""The shape of what operators type."""

from datetime import date

from django import forms
from django.db.models import QuerySet
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _

from concord.core.people.forms import PlaceField
from concord.core.people.models import Organisation, Person, Role
from concord.core.staffing.access import bodies_run_by
from concord.core.staffing.selectors import CLOSED, ENDED, NOW, PeopleWanted
from concord.core.staffing.services.bodies import JOINT, LEAD, Contact, functions, topics
from concord.core.staffing.services.roles import Post


class RoleChoice(forms.ModelChoiceField[Role]):
    """A role by its name in the reader's language."""

    def label_from_instance(self, obj: Role) -> str:
        return obj.name


def _day(label: object, *, required: bool = True, help_text: object = "") -> forms.DateField:
    return forms.DateField(
        label=label,  # type: ignore[arg-type]
        required=required,
        help_text=help_text,  # type: ignore[arg-type]
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("This day does not exist. Write it like 2026-03-15.")},
    )


def _topics() -> list[tuple[str, object]]:
    return [("", "—"), *((key, f"{key} {name}") for key, name in topics().items())]


def _any_topic() -> list[tuple[str, object]]:
    return [("", _("any")), *_topics()[1:]]


def _functions() -> list[tuple[str, str]]:
    return [("", "—"), *functions().items()]


class OfMyBodies(forms.Form):
    """A form that asks for one of the organisations an operator runs."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("Organisation"), empty_label="—")

    def __init__(self, *args: object, by: Person, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        bodies: QuerySet[Organisation] = bodies_run_by(by).order_by("place_id", "kind", "name")
        self.fields["organisation"].queryset = bodies  # type: ignore[attr-defined]


class OfAnyBody(OfMyBodies):
    """A filter by one of them, or by none."""

    def __init__(self, *args: object, by: Person, **kwargs: object) -> None:
        super().__init__(*args, by=by, **kwargs)
        self.fields["organisation"].required = False
        self.fields["organisation"].empty_label = _("any")  # type: ignore[attr-defined]


class PeopleFilter(OfAnyBody):
    """What stands in the address of the list of people."""

    q = forms.CharField(label=_("Name or user name"), max_length=60, required=False)
    role = RoleChoice(Role.objects.order_by("code"), label=_("Role"), required=False, empty_label=_("any"))
    state = forms.ChoiceField(
        label=_("Work here"),
        required=False,
        choices=[("", _("any")), (NOW, _("now or soon")), (ENDED, _("over")), (CLOSED, _("account closed"))],
    )
    field_order = ("q", "organisation", "role", "state")

    def wanted(self) -> PeopleWanted:
        """What was asked for; what is in no list asks for nothing."""
        self.full_clean()
        told = self.cleaned_data
        role = told.get("role")
        return PeopleWanted(
            q=told.get("q", ""),
            organisation=told.get("organisation"),
            role=role.pk if role else "",
            state=told.get("state", ""),
        )


class RoleForm(OfMyBodies):
    """A role in an organisation, for a place and a period."""

    role = RoleChoice(Role.objects.order_by("code"), label=_("Role"), empty_label="—")
    place = PlaceField(
        label=_("Place"),
        required=False,
        help_text=_("Leave it empty for the whole place of the organisation."),
    )
    starts = _day(_("First day"))
    ends = _day(_("Last day"), required=False, help_text=_("Leave it empty if no end is known."))
    field_order = ("name", "username", "organisation", "role", "place", "starts", "ends")

    def __init__(self, *args: object, by: Person, **kwargs: object) -> None:
        super().__init__(*args, by=by, **{"initial": {"starts": localdate()}, **kwargs})

    def post(self) -> Post:
        """The post that was asked for."""
        told = self.cleaned_data
        return Post(**{name: told[name] for name in ("organisation", "role", "place", "starts", "ends")})


class StaffForm(RoleForm):
    """A new member of staff with a first role."""

    name = forms.CharField(label=_("Full name"), max_length=80)
    username = forms.CharField(
        label=_("User name"),
        max_length=60,
        help_text=_("Small letters (a–z) and digits; they sign in with it."),
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
    )

    def called(self) -> dict[str, str]:
        """Name and user name."""
        return {name: self.cleaned_data[name] for name in ("name", "username")}


class NameForm(forms.Form):
    """What a person is called."""

    name = forms.CharField(label=_("Full name"), max_length=80)


class GridForm(forms.Form):
    """What a grid is called."""

    name = forms.CharField(label=_("Name of the grid"), max_length=80)


class LastDayForm(forms.Form):
    """The last day of a role."""

    last_day = _day(_("Last day"), help_text=_("The role still works on this day. Yesterday ends it at once."))

    def __init__(self, *args: object, last_day: date, **kwargs: object) -> None:
        super().__init__(*args, **{"initial": {"last_day": last_day}, **kwargs})  # type: ignore[arg-type]


class ContactForm(forms.Form):
    """What an organisation is called, and how it is reached."""

    name = forms.CharField(label=_("Name of the organisation"), max_length=160)
    phone = forms.CharField(label=_("Phone for residents"), max_length=40, required=False)
    address = forms.CharField(label=_("Address"), max_length=200, required=False)
    hours = forms.CharField(label=_("Opening hours"), max_length=120, required=False)

    def contact(self) -> Contact:
        """How it is reached."""
        return Contact(**{name: self.cleaned_data[name] for name in ("phone", "address", "hours")})


class OrganisationForm(ContactForm):
    """A new organisation."""

    kind = forms.ChoiceField(label=_("Kind"), choices=Organisation.Kind.choices)
    function = forms.ChoiceField(
        label=_("Function"),
        required=False,
        choices=_functions,
        help_text=_("By it matters are proposed to departments and committees."),
    )
    place = PlaceField(label=_("Place"))
    field_order = ("name", "kind", "function", "place", "phone", "address", "hours")


class BodiesFilter(forms.Form):
    """What stands in the address of the list of organisations."""

    q = forms.CharField(label=_("Name of the organisation"), max_length=60, required=False)
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("any")), *Organisation.Kind.choices])


class DutiesFilter(OfAnyBody):
    """What stands in the address of the responsibility list."""

    topic = forms.ChoiceField(label=_("Category or item"), required=False, choices=_any_topic)


class DutyForm(OfMyBodies):
    """A new duty."""

    topic = forms.ChoiceField(label=_("Category or item"), choices=_topics)
    place = PlaceField(label=_("Place"), help_text=_("The duty holds there and in all places below."))
    part = forms.ChoiceField(
        label=_("Part"),
        choices=[(LEAD, _("leads")), (JOINT, _("joins in"))],
        initial=LEAD,
        widget=forms.RadioSelect,
    )
    basis = forms.CharField(
        label=_("Basis"), max_length=200, required=False, help_text=_("The rule or list that says so.")
    )
    field_order = ("topic", "organisation", "place", "part", "basis")
