"""How people name a place: from the list, or in their own words."""

from django import forms
from django.utils.translation import gettext_lazy as _

from concord.core.people.models import Place
from concord.core.people.places import paths_of


class PlaceInput(forms.TextInput):
    """A text box that offers places while one types; what is sent is a code or the words as typed."""

    template_name = "components/place_input.html"

    def get_context(self, name: str, value: object, attrs: dict[str, object] | None) -> dict[str, object]:
        context = super().get_context(name, value, attrs)
        place = Place.objects.filter(pk=str(value)).first() if value else None
        context["widget"]["shown"] = full_name(place) if place else (value or "")
        return context


class PlaceField(forms.CharField):
    """A place: its code from the list, or a name that fits one place only. Cleans to a `Place`."""

    widget = PlaceInput
    default_error_messages = {
        "unknown": _("“%(typed)s” is not in the list of places. Choose the town, street or village from the list."),
        "several": _("There are several places called “%(typed)s”: %(names)s. Choose one from the list."),
    }

    def __init__(self, *, within: str = "", **kwargs: object) -> None:
        self.within = within
        super().__init__(**kwargs)  # type: ignore[arg-type]

    def clean(self, value: object) -> Place | None:
        """The place meant; refuses what is in no list, and what several places are called."""
        typed = str(super().clean(value) or "").strip()
        if not typed:
            return None
        coded = Place.objects.filter(pk=typed).first() if typed.isascii() else None
        return coded or self._named(typed)

    def _named(self, typed: str) -> Place:
        name = typed.rsplit("·", maxsplit=1)[-1].strip()
        found = list(Place.objects.filter(name=name, code__startswith=self.within)[:6])
        if len(found) > 1 and "·" in typed:
            said = [part.strip() for part in typed.split("·")]
            found = [place for place in found if full_name(place).split(" · ")[-len(said) :] == said]
        if not found:
            raise forms.ValidationError(self.error_messages["unknown"], "unknown", {"typed": typed[:40]})
        if len(found) > 1:
            names = "、".join(full_name(place) for place in found)
            raise forms.ValidationError(
                self.error_messages["several"], "several", {"typed": typed[:40], "names": names}
            )
        return found[0]


def full_name(place: Place) -> str:
    """The place with those above it, from the county down: 拱墅区 · 米市巷街道 · 红石板社区."""
    return paths_of([place])[place.pk]
