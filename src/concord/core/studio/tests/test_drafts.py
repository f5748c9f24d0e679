"""A draft is begun, drawn, saved, published and put away; nobody overwrites what they did not see."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from concord.core.acts.models import Act
from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import publish
from concord.core.agenda.tests.story import DITCH, SURVEY
from concord.core.matters.access import declare_system
from concord.core.studio.models import Draft
from concord.core.studio.tests.drawing import change, draft_of, press, template_of_draft, typed_in
from concord.engines.flow.bpmn.exporting import to_bpmn
from concord.engines.flow.reading import load
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
FOREIGN = b"""<?xml version="1.0"?><definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL">
<process id="p" name="Foreign"><startEvent id="s"/><userTask id="a" name="Look"/><scriptTask id="b" name="Run"/>
<sequenceFlow id="f1" sourceRef="s" targetRef="a"/><sequenceFlow id="f2" sourceRef="a" targetRef="b"/>
</process></definitions>"""


def kinds() -> list[str]:
    declare_system()
    return list(Act.objects.order_by("pk").values_list("kind", flat=True))


def begin(client: Client, way: str, **typed: object) -> Draft:
    kind = {"blank": "blankform", "version": "versionform", "text": "textfileform", "bpmn": "bpmnform"}[way]
    told = {"way": way, **{f"{kind}-{name}": value for name, value in typed.items()}}
    answer = client.post("/desk/studio/new/", told)
    assert answer.status_code == 302, answer.content.decode()
    return Draft.objects.get(pk=int(answer.url.rstrip("/").rpartition("/")[2]))


def test_a_draft_begins_in_four_ways(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    survey = publish(SURVEY, by=None)
    assert begin(client, "blank", title="新场景", code="fresh").title == "新场景"
    based = begin(client, "version", version=survey.pk)
    assert (based.based_on, template_of_draft(based)) == (survey, load(SURVEY))
    remarked = f"# 说明\n{SURVEY}".encode()
    text = begin(client, "text", file=SimpleUploadedFile("survey.yaml", remarked))
    assert (text.based_on, template_of_draft(text), len(text.lost)) == (survey, load(SURVEY), 1)
    drawn = begin(client, "bpmn", file=SimpleUploadedFile("ditch.bpmn", to_bpmn(load(SURVEY))))
    assert template_of_draft(drawn) == load(SURVEY)
    assert kinds().count("DraftStarted") == 4


def test_what_a_foreign_file_holds_beyond_a_scenario_is_listed(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = begin(client, "bpmn", file=SimpleUploadedFile("foreign.bpmn", FOREIGN))
    assert any("脚本" in one for one in draft.lost)
    page = client.get(f"/desk/studio/{draft.pk}/").content.decode()
    assert draft.lost[0] in page
    assert [node.name for node in template_of_draft(draft).nodes] == ["Look", "Run"]


@pytest.mark.parametrize(("way", "data", "status"), [
    ("text", b"title: [", 409),
    ("text", b"\xff\xfe", 422),
    ("text", SURVEY.replace("owner", "owners").encode(), 409),
    ("bpmn", b"no xml", 409),
])  # fmt: skip
def test_a_file_that_is_no_scenario_begins_nothing(
    client: Client, cast: Cast, way: str, data: bytes, status: int
) -> None:
    client.force_login(cast["alice"])
    field = {"text": "textfileform-file", "bpmn": "bpmnform-file"}[way]
    answer = client.post("/desk/studio/new/", {"way": way, field: SimpleUploadedFile("a", data)})
    assert answer.status_code == status
    assert not Draft.objects.exists()


def test_a_part_is_saved_and_the_act_says_so(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    assert change(client, f"/desk/studio/{draft.pk}/part/task/measure/", name="再量一次", days="7").status_code == 302
    node = template_of_draft(draft).nodes[0]
    assert node.deadline is not None
    assert (node.name, node.deadline.days) == ("再量一次", 7)
    assert (Draft.objects.get(pk=draft.pk).revision, kinds()[-1]) == (2, "DraftSaved")


def test_who_saved_meanwhile_is_told_and_nothing_is_overwritten(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    address = f"/desk/studio/{draft.pk}/part/task/measure/"
    seen = typed_in(client.get(address).content)
    colleague = Client()
    colleague.force_login(cast["dora"])
    assert colleague.get(address).status_code == 404  # another body's draft
    assert change(client, address, name="先保存的").status_code == 302
    late = client.post(address, seen | {"name": "后保存的"})
    page = late.content.decode()
    assert (late.status_code, cast["alice"].name in page, "后保存的" in page) == (409, True, True)
    assert template_of_draft(draft).nodes[0].name == "先保存的"
    stale = client.post(f"/desk/studio/{draft.pk}/move/", {"do": "remove task measure", "revision": 1})
    assert stale.status_code == 409
    assert len(template_of_draft(draft).nodes) == 1


def test_the_drawing_follows_what_is_typed_and_nothing_is_saved(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    address = f"/desk/studio/{draft.pk}/part/task/measure/"
    typed = typed_in(client.get(address).content) | {"name": "看一眼", "days": "2", "yellow": "5"}
    drawn = client.post(address, typed, headers={"HX-Request": "true"}).content.decode()
    assert "看一眼" in drawn
    assert 'class="card waiting wrong"' in drawn
    assert "<form" not in drawn
    assert template_of_draft(draft) == load(SURVEY)


def test_buttons_add_move_and_take_out(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, DITCH)
    assert press(client, draft, "add task act", "种草").status_code == 302
    assert press(client, draft, "up task reply").status_code == 302
    assert press(client, draft, "remove task meet").status_code == 302
    assert press(client, draft, "add stage", "收尾").status_code == 302
    assert press(client, draft, "down stage look").status_code == 302
    assert press(client, draft, "add fact", "下雨").status_code == 302
    assert press(client, draft, "remove fact road").status_code == 302
    now = template_of_draft(draft)
    assert [stage.called for stage in now.stages] == ["会商", "查看", "落实", "收尾"]
    assert [node.code for node in now.nodes if node.stage == "act"] == ["survey", "reply", "build", "t1"]
    assert {node.code: node.after for node in now.nodes}["survey"] == ("site", "road")
    assert [fact.called for fact in now.data] == ["方案", "造价", "深度", "下雨"]
    assert press(client, draft, "up task nobody").status_code == 404
    assert press(client, draft, "fly task site").status_code == 404


def test_what_is_wrong_stands_beside_its_field(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = begin(client, "blank", title="新场景", code="fresh")
    assert "1到500个任务" in client.get(f"/desk/studio/{draft.pk}/").content.decode().replace(" ", "")
    press(client, draft, "add stage", "查看")
    press(client, draft, "add task s1", "现场查看")
    whole = client.get(f"/desk/studio/{draft.pk}/").content.decode()
    assert f'href="/desk/studio/{draft.pk}/part/task/t1/#id_owner"' in whole
    part = client.get(f"/desk/studio/{draft.pk}/part/task/t1/").content.decode()
    assert "▲ “现场查看”没有责任单位。" in part


def test_a_draft_is_put_away(client: Client, cast: Cast) -> None:
    client.force_login(cast["alice"])
    draft = draft_of(cast, SURVEY)
    address = f"/desk/studio/{draft.pk}/discard/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"revision": 5}).status_code == 409
    assert client.post(address, {"revision": 1}).status_code == 302
    assert client.get(f"/desk/studio/{draft.pk}/").status_code == 404
    assert kinds()[-1] == "DraftDiscarded"


@pytest.mark.parametrize(("who", "whole", "form"), [
    ("alice", 200, 200),  # she draws for the centre
    ("dora", 404, 404),  # another body of the county, which publishes nothing
    ("nina", 404, 404),  # the neighbour's coordinator
    ("otto", 404, 404),  # his role ended
    ("carol", 404, 404),  # a clerk of the same centre
    ("zed", 404, 404),
])  # fmt: skip
def test_whose_draft_it_is(client: Client, cast: Cast, who: str, whole: int, form: int) -> None:
    draft = draft_of(cast, SURVEY)
    client.force_login(cast[who])
    assert client.get(f"/desk/studio/{draft.pk}/").status_code == whole
    assert client.get(f"/desk/studio/{draft.pk}/part/head/").status_code == form
    before = ScenarioVersion.objects.count()
    posted = client.post(f"/desk/studio/{draft.pk}/publish/", {"revision": 9, "over": 0})
    assert posted.status_code == (409 if whole == 200 else 404)
    assert ScenarioVersion.objects.count() == before
