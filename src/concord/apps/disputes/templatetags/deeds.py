"""How deeds and tasks of disputes are called on screens."""

from django import template
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

register = template.Library()

OWN_PAGES = {"accept": "disputes:accept", "mediator": "disputes:mediator", "settlement": "disputes:draft"}
OWN_TITLES = {
    "accept": gettext_noop("Accept the report"),
    "mediator": gettext_noop("Choose a mediator"),
    "settlement": gettext_noop("Draft the settlement"),
}
TASKS = {
    "handle": gettext_noop("Handle and answer"),
    "decide_boundary": gettext_noop("Decide whose duty it is"),
    "answer_assignment": gettext_noop("Say whether you can mediate"),
    "mediate": gettext_noop("Mediate"),
    "watch_performance": gettext_noop("Watch the performance"),
    "answer_objection": gettext_noop("Answer the objection"),
    "decide_evaluation_objection": gettext_noop("Decide an objection to a figure"),
    "follow_up": gettext_noop("Visit after the end"),
    "step": gettext_noop("Step of a scenario"),
    "opinion": gettext_noop("Give an opinion"),
    "order": gettext_noop("Answer a supervision order"),
}


@register.simple_tag
def deed_url(pk: int, name: str) -> str:
    """Where a deed on a dispute is done."""
    return reverse(OWN_PAGES[name], args=[pk]) if name in OWN_PAGES else reverse("disputes:deed", args=[pk, name])


@register.simple_tag
def deed_title(name: str) -> str:
    """What a deed is called."""
    from concord.apps.disputes.views.deeds import DEEDS

    return _(OWN_TITLES[name]) if name in OWN_TITLES else str(DEEDS[name].title)


@register.simple_tag
def task_title(kind: str) -> str:
    """What a task is called."""
    return _(TASKS[kind])
