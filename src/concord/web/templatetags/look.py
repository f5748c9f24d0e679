"""Dates, money, lights and icons as every screen shows them."""

from datetime import date, datetime
from decimal import Decimal

from django import template
from django.conf import settings
from django.utils import formats, timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from concord.core.agenda.limits import light as light_of
from concord.web.live import live_ticket

register = template.Library()
WEEKDAYS = "一二三四五六日"
SHAPES = {"green": "●", "yellow": "▲", "red": "■"}
PATHS = {
    "map-pin": "M12 21s7-6 7-11a7 7 0 1 0-14 0c0 5 7 11 7 11zm0-9a2 2 0 1 0 0-4 2 2 0 0 0 0 4z",
    "copy": "M9 9h11v11H9zM5 15H4V4h11v1",
    "check": "M4 12.500l5 5L20 6.500",
    "x": "M6 6l12 12M18 6L6 18",
    "file-text": "M6 3h9l4 4v14H6zM9 12h7M9 16h7",
    "message-circle": "M4 12a8 8 0 1 1 3.600 6.700L4 20z",
    "download": "M12 4v11m0 0l-4-4m4 4l4-4M5 20h14",
    "printer": "M7 9V4h10v5M7 17H4v-7h16v7h-3M7 14h10v6H7z",
}


def _chinese() -> bool:
    return (get_language() or "zh").startswith("zh")


@register.filter
def day(value: date | datetime | None) -> str:
    """A day with its weekday: 2026年3月12日 周四."""
    if value is None:
        return ""
    local = timezone.localdate(value) if isinstance(value, datetime) else value
    if _chinese():
        return f"{local.year}年{local.month}月{local.day}日 周{WEEKDAYS[local.weekday()]}"
    return formats.date_format(local, "D j F Y")


@register.filter
def moment(value: datetime | None) -> str:
    """A day with its time."""
    return f"{day(value)} {timezone.localtime(value):%H:%M}" if value else ""


@register.filter
def yuan(value: Decimal | None) -> str:
    """An amount with thousands: 13,000.00 元."""
    if value is None:
        return ""
    return f"{value:,.2f} 元" if _chinese() else f"CNY {value:,.2f}"


@register.filter
def excerpt(value: str, length: int) -> str:
    """The beginning of a text, on one line."""
    line = " ".join(str(value).split())
    return line if len(line) <= length else line[: length - 1] + "…"


@register.simple_tag
def icon(name: str) -> SafeString:
    """A small drawing beside a word; said by the word, so hidden from screen readers."""
    return format_html(
        '<svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false"><path d="{}"/></svg>', PATHS[name]
    )


@register.simple_tag
def light(yellow_on: date | None, due_on: date | None) -> SafeString:
    """The warning light of a limit: a colour, a shape and a word."""
    return shown_light(light_of(yellow_on, due_on, timezone.localdate()))


@register.simple_tag
def shown_light(shown: str) -> SafeString:
    """A warning light that is known: a colour, a shape and a word; nothing for 'none'."""
    words = {"green": _("within time"), "yellow": _("due soon"), "red": _("late")}
    if shown not in words:
        return mark_safe("")
    return format_html('<span class="light light--{}">{} {}</span>', shown, SHAPES[shown], words[shown])


@register.simple_tag
def live_source(matter_id: int) -> str:
    """Where a page that was allowed to show a matter hears of its changes, for an hour."""
    return f"{settings.LIVE_URL}/live/?ticket={live_ticket([matter_id])}"
