"""What the form shows and saves again is the same scenario: nothing that a template says is lost on the way."""

from importlib.resources import files
from pathlib import Path

import pytest
from django.forms import BaseForm, BaseFormSet
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings

from concord.core.agenda.tests.story import DITCH
from concord.core.studio.forms.head import HeadForm
from concord.core.studio.forms.parts import BodiesForm, FactForm, StageForm
from concord.core.studio.forms.task_editor import task_editor
from concord.core.studio.models import Draft
from concord.core.studio.selectors.drafts import address_of
from concord.core.studio.selectors.duties import Duties
from concord.core.studio.tests.drawing import change, draft_of, template_of_draft
from concord.engines.flow.reading import load
from concord.engines.flow.template import Template
from concord.engines.flow.tests.cases import CALM, dressed
from tests.ground.cast import Cast

SHIPPED = sorted(Path(str(files("concord") / "data" / "scenarios")).glob("*/*.yaml"))
NO_DUTIES = Duties({}, {}, (), ())


def sent(*forms: BaseForm | BaseFormSet) -> QueryDict:
    """What a browser sends when nothing was typed."""
    told = QueryDict(mutable=True)
    waiting = list(forms)
    while waiting:
        form = waiting.pop()
        if isinstance(form, BaseFormSet):
            waiting += [form.management_form, *form.forms]
            continue
        for field in form:
            value = field.value()
            told.setlist(
                field.html_name,
                [str(one) for one in value]
                if isinstance(value, list | tuple)
                else ["" if value is None else str(value)],
            )
    return told


def through_the_form(template: Template) -> Template:
    """The template after every part of it was opened and saved as it was."""
    whole = [HeadForm, BodiesForm]
    for kind in whole:
        form = kind(template, sent(kind(template, None)))
        assert form.is_valid(), form.errors
        template = form.template
    for kind, codes in ((StageForm, [one.code for one in template.stages]), (FactForm, [*template.facts])):
        for code in codes:
            form = kind(template, sent(kind(template, None, code)), code)
            assert form.is_valid(), form.errors
            template = form.template
    for node in template.nodes:
        shown = task_editor(template, node.code, NO_DUTIES, None)
        saved = task_editor(template, node.code, NO_DUTIES, sent(shown.form, shown.conditions, shown.limits))
        assert saved.is_valid(), (node, saved.form.errors, saved.conditions.errors, saved.limits.errors)
        template = saved.template
    return template


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_each_shipped_scenario_comes_out_of_the_form_as_it_went_in(path: Path) -> None:
    template = load(path.read_text(encoding="utf-8"))
    assert through_the_form(template) == template
    shown = [task_editor(template, node.code, NO_DUTIES, None) for node in template.nodes]
    assert not any(one.as_text for one in shown)


def code_fits(template: Template) -> bool:
    """Whether the code of the whole may stand in an address, as the form asks."""
    return template.code.isascii()


@settings(**CALM, max_examples=80)
@given(dressed().filter(code_fits))
def test_random_scenarios_come_out_of_the_form_as_they_went_in(template: Template) -> None:
    assert through_the_form(template) == template


@pytest.mark.django_db
def test_a_draft_saved_unchanged_on_its_pages_stays_as_it_was(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, DITCH)
    before = load(DITCH)
    parts = [("head", ""), ("bodies", ""), *(("stage", one.code) for one in before.stages)]
    parts += [*(("fact", code) for code in before.facts), *(("task", node.code) for node in before.nodes)]
    for name, code in parts:
        assert change(client, address_of(draft, name, code)).status_code == 302, (name, code)
    assert template_of_draft(draft) == before
    assert Draft.objects.get(pk=draft.pk).revision == 1


@pytest.mark.django_db
def test_the_form_of_no_part_is_not_there(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, DITCH)
    for address in ("part/nothing/", "part/task/nobody/", "part/stage/none/", "part/head/x/", "part/fact/none/"):
        assert client.get(f"/desk/studio/{draft.pk}/{address}").status_code == 404, address
