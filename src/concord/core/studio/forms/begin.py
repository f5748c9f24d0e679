"""How a draft begins: from nothing, from a published version, from a template file, from a BPMN file."""

from collections.abc import Mapping

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from concord.core.agenda.models import ScenarioVersion
from concord.core.people.access import bodies_with
from concord.core.people.models import Organisation, Person
from concord.core.studio.access import scenarios_in_use
from concord.core.studio.forms.fields import WordsField
from concord.core.studio.forms.head import IS_CODE
from concord.core.studio.services.drafting import (
    LARGEST_FILE,
    Beginning,
    from_bpmn_file,
    from_nothing,
    from_text,
    from_version,
)


class BeginForm(forms.Form):
    """For which of one's bodies; asked only of who draws for several."""

    organisation = forms.ModelChoiceField(Organisation.objects.none(), label=_("For which body"), empty_label=None)

    def __init__(self, request: HttpRequest, by: Person, *, chosen: bool) -> None:
        data, files = (request.POST, request.FILES) if chosen else (None, None)
        super().__init__(data, files, prefix=type(self).__name__.lower())
        field = self.fields["organisation"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = Organisation.objects.filter(pk__in=bodies_with(by, "draw_scenario")).order_by("pk")
        field.initial = field.queryset.first()
        if field.queryset.count() < 2:
            del self.fields["organisation"]
        self.order_fields([name for name in self.fields if name != "organisation"])

    @property
    def organisation_id(self) -> int | None:
        """The body that was chosen."""
        body = self.cleaned_data.get("organisation")
        return body.pk if body else None

    @property
    def beginning(self) -> Beginning:
        """What the draft begins with."""
        raise NotImplementedError


class BlankForm(BeginForm):
    """Its name."""

    title = WordsField(label=_("What it is called"), required=True)
    code = forms.CharField(
        label=_("Code in addresses"),
        validators=[IS_CODE],
        max_length=60,
        help_text=_("Latin letters; other scenarios call it by this."),
    )

    @property
    def beginning(self) -> Beginning:
        """An empty scenario."""
        return from_nothing(self.cleaned_data["code"], self.cleaned_data["title"])


class VersionChoice(forms.ModelChoiceField[ScenarioVersion]):
    """A published version, by its title."""

    def label_from_instance(self, obj: ScenarioVersion) -> str:
        """Title and number."""
        return f"{obj.title} · {obj.version}"


class VersionForm(BeginForm):
    """Which published scenario."""

    version = VersionChoice(ScenarioVersion.objects.none(), label=_("Which scenario"))

    def __init__(self, request: HttpRequest, by: Person, *, chosen: bool) -> None:
        super().__init__(request, by, chosen=chosen)
        field = self.fields["version"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = scenarios_in_use().order_by("title")

    @property
    def beginning(self) -> Beginning:
        """That version."""
        return from_version(self.cleaned_data["version"])


class FileForm(BeginForm):
    """A file of limited size."""

    file = forms.FileField(label=_("Which file"))

    def clean_file(self) -> bytes:
        """Its bytes."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if file.size is None or file.size > LARGEST_FILE:
            raise forms.ValidationError(_("The file is larger than one megabyte."))
        return bytes(file.read())


class TextFileForm(FileForm):
    """A template file."""

    def clean_file(self) -> bytes:
        """Its bytes; refuses what is no text."""
        data = super().clean_file()
        try:
            data.decode()
        except UnicodeDecodeError as error:
            raise forms.ValidationError(_("The file is no text in UTF-8.")) from error
        return data

    @property
    def beginning(self) -> Beginning:
        """What the file says."""
        return from_text(self.cleaned_data["file"].decode())


class BpmnForm(FileForm):
    """A BPMN 2.0 file."""

    @property
    def beginning(self) -> Beginning:
        """What the file says, as far as a scenario can hold it."""
        return from_bpmn_file(self.cleaned_data["file"])


WAYS: Mapping[str, type[BeginForm]] = {
    "blank": BlankForm,
    "version": VersionForm,
    "text": TextFileForm,
    "bpmn": BpmnForm,
}
