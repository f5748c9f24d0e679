"""The pages around a draft: lists, the text, comparing, and what happens to what is typed wrongly."""

import pytest
from django.test import Client

from concord.core.agenda.services.publishing import publish
from concord.core.agenda.tests.story import DITCH, SURVEY
from concord.core.people.models import Membership, Role
from concord.core.studio.models import Draft
from concord.core.studio.tests.drawing import change, draft_of, press, template_of_draft, typed_in
from concord.engines.flow.reading import load
from concord.engines.flow.values import FactType
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db


def test_the_list_shows_what_is_drawn_and_what_is_published(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    assert "还没有草稿" in client.get("/desk/studio/").content.decode()
    survey = publish(SURVEY, by=None)
    drafts = [draft_of(cast, DITCH) for _one in range(41)]
    page = client.get("/desk/studio/").content.decode()
    assert f'href="/desk/studio/{drafts[-1].pk}/"' in page
    assert f'href="/desk/studio/{drafts[0].pk}/"' not in page
    assert 'href="/desk/studio/scenario/survey/"' in page
    further = client.get(f"/desk/studio/?before={drafts[1].pk}").content.decode()
    assert f'href="/desk/studio/{drafts[0].pk}/"' in further
    chosen = client.get(f"/desk/studio/new/?version={survey.pk}").content.decode()
    assert f'<option value="{survey.pk}" selected>' in chosen


def test_the_text_says_everything_and_is_saved_when_it_has_the_right_shape(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    address = f"/desk/studio/{draft.pk}/text/"
    assert "measure:" in client.get(address).content.decode()
    wrong = client.post(address, {"source": SURVEY.replace("owner:", "owners:"), "revision": 1})
    page = wrong.content.decode()
    assert (wrong.status_code, "第 9 行" in page, "owners:" in page) == (409, True, True)
    assert template_of_draft(draft) == load(SURVEY)
    assert client.post(address, {"source": DITCH, "revision": 1}).status_code == 302
    assert template_of_draft(draft) == load(DITCH)
    assert client.post(address, {"source": SURVEY, "revision": 1}).status_code == 409
    assert client.post(address, {"source": SURVEY, "revision": "much"}).status_code == 409


def test_who_only_publishes_reads_the_text_and_changes_nothing(client: Client, cast: Cast) -> None:
    draft = draft_of(cast, SURVEY, who="dora")
    client.force_login(cast["alice"])
    page = client.get(f"/desk/studio/{draft.pk}/text/").content.decode()
    assert ("measure:" in page, "<textarea" in page) == (True, False)
    client.post(f"/desk/studio/{draft.pk}/text/", {"source": DITCH, "revision": 1})
    assert template_of_draft(draft) == load(SURVEY)


def test_a_draft_is_compared_with_a_version(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    assert "没有发布过的版本" in client.get(f"/desk/studio/{draft.pk}/compare/").content.decode()
    publish(SURVEY, by=None)
    publish(SURVEY.replace("version: 1", "version: 2").replace("实地测量", "实测"), by=None)
    newest = client.get(f"/desk/studio/{draft.pk}/compare/").content.decode()
    assert "名称原为实测，现为实地测量" in newest
    first = client.get(f"/desk/studio/{draft.pk}/compare/?with=1").content.decode()
    assert "除版本号外没有不同" in first


def test_a_fact_becomes_a_choice_with_names(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, DITCH)
    address = f"/desk/studio/{draft.pk}/part/fact/plan/"
    assert change(client, address, values="build = 埋管\nexplain = 说明\nwait").status_code == 302
    fact = template_of_draft(draft).facts["plan"]
    assert (fact.type, fact.values, fact.names) == (
        FactType.CHOICE, ("build", "explain", "wait"), ("埋管", "说明", "wait")
    )  # fmt: skip
    assert change(client, address, type="boolean").status_code == 302
    assert "要列出选项" in client.get(address).content.decode()


@pytest.mark.parametrize(("part", "typed"), [
    ("task/site", {"name": ""}),
    ("task/site", {"days": "-1"}),
    ("task/site", {"days": "", "yellow": "1"}),
    ("task/build", {"days": "", "law-0-n": "3", "law-0-what": "三日"}),
    ("task/site", {"law-0-n": "3"}),
    ("task/site", {"when-0-fact": "road"}),
    ("task/site", {"after": "nobody"}),
    ("head", {"code": "中文"}),
    ("head", {"max_rounds": "0"}),
    ("bodies", {"bodies": "only a code"}),
    ("bodies", {"bodies": "x = " + "长" * 3_000}),
    ("fact/road", {"type": "colour"}),
])  # fmt: skip
def test_what_is_typed_wrongly_is_shown_again_and_not_saved(
    client: Client, cast: Cast, part: str, typed: dict[str, str]
) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, DITCH)
    answer = change(client, f"/desk/studio/{draft.pk}/part/{part}/", **typed)
    assert answer.status_code == 422
    assert "field__error" in answer.content.decode()
    assert Draft.objects.get(pk=draft.pk).revision == 1


def test_a_form_that_comes_without_its_rows_is_not_taken(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, DITCH)
    address = f"/desk/studio/{draft.pk}/part/task/site/"
    whole = typed_in(client.get(address).content)
    bare = {name: value for name, value in whole.items() if not name.startswith(("when-", "law-"))}
    assert client.post(address, bare).status_code == 422
    assert client.post(address, {}).status_code == 422
    assert template_of_draft(draft) == load(DITCH)


def test_a_stage_that_goes_leaves_its_tasks_to_be_placed(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    assert press(client, draft, "remove stage do").status_code == 302
    page = client.get(f"/desk/studio/{draft.pk}/").content.decode()
    assert "不属于任何阶段" in page
    press(client, draft, "add stage", "新阶段")
    assert change(client, f"/desk/studio/{draft.pk}/part/task/measure/", stage="s1").status_code == 302
    assert template_of_draft(draft).nodes[0].stage == "s1"


def test_who_draws_for_several_bodies_says_for_which(client: Client, cast: Cast) -> None:
    role, labour = Role.objects.get(pk="department_handler"), cast.body("labour")
    Membership.objects.create(person=cast["alice"], organisation=labour, role=role, starts="2025-01-01")
    client.force_login(cast["alice"])
    told = {"way": "blank", "blankform-title": "新", "blankform-code": "fresh", "blankform-organisation": labour.pk}
    assert client.post("/desk/studio/new/", told).status_code == 302
    assert Draft.objects.get().organisation == labour
    other = told | {"blankform-organisation": cast.body("court").pk}
    assert client.post("/desk/studio/new/", other).status_code == 422
    assert Draft.objects.count() == 1
