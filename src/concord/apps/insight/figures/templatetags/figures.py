"""How figures are written: grouped digits, their unit, and a change with its sign and an arrow that is also a word."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.apps.insight.figures.selectors.values import Figure, Value

register = template.Library()
SIDE_NAMES = {
    "place": gettext_noop("By place"),
    "category": gettext_noop("By kind of problem"),
    "lead": gettext_noop("By department"),
    "level": gettext_noop("By level"),
    "source": gettext_noop("By source"),
}


def _digits(number: float, unit: str) -> str:
    return f"{number:,.0f}" if unit in {"", "days"} else f"{number:,.1f}" if unit == "percent" else f"{number:,.2f}"


def _with_unit(told: str, unit: str) -> str:
    if unit == "percent":
        return f"{told} %"
    return _("%(number)s days") % {"number": told} if unit == "days" else told


@register.filter
def number(value: Value | None, unit: str) -> str:
    """A value with its unit; a dash where there is none."""
    return "—" if value is None or value.number is None else _with_unit(_digits(value.number, unit), unit)


@register.filter
def interval(value: Value, unit: str) -> str:
    """The bounds of a value, or nothing."""
    if value.low is None or value.high is None:
        return ""
    return _with_unit(f"{_digits(value.low, unit)}–{_digits(value.high, unit)}", unit)


@register.filter
def change(figure: Figure) -> SafeString:
    """How a figure changed since the year before: sign, size, and in words whether that is better."""
    if figure.change is None:
        return format_html('<span class="quiet">{}</span>', _("no comparison"))
    unit = {"percent": _("points"), "days": _("days")}.get(figure.unit, "%")
    sign = "+" if figure.change > 0 else "−" if figure.change < 0 else "±"
    places = 0 if figure.unit == "days" else 1
    word, shape, kind = {
        True: (_("better"), "▲", "better"), False: (_("worse"), "▼", "worse"), None: ("", "", "same"),
    }[figure.is_better]  # fmt: skip
    told = f"{sign}{abs(figure.change):,.{places}f} {unit}"
    return format_html(
        '<span class="change change--{}"><span aria-hidden="true">{}</span> {} {}</span>', kind, shape, told, word
    )


@register.filter
def side_name(side: str) -> str:
    """By what a figure is cut, in words."""
    return _(SIDE_NAMES[side])


@register.filter
def share_of(figure: Figure, most: float) -> str:
    """How wide a bar is, in per cent of the widest."""
    return f"{100 * (figure.now.number or 0) / most:.1f}" if most else "0"


@register.filter
def points(value: object) -> str:
    """Points with one digit; a dash where there are none."""
    return f"{value:.1f}" if isinstance(value, float | int) else "—"
