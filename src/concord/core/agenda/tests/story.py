"""The scenario of these tests, and how its people walk through it."""

from django.utils.timezone import localdate

from concord.core.agenda.models import Run, Step
from concord.core.agenda.services.stepping import complete_step
from concord.core.matters.access import declare_system
from tests.ground.cast import Cast

TODAY = localdate()
# The labour department looks at the site, the housing department at the road; what nobody builds the centre leads.
DITCH = """\
code: ditch
version: 1
title: 村间水沟
max_rounds: 2
data:
  road: {type: boolean, label: 涉及公路}
  plan: {type: choice, values: [build, explain], label: 方案}
  cost: {type: number, label: 造价}
  depth: {type: number, label: 深度}
stages: {look: 查看, decide: 会商, act: 落实}
escalation: {yellow: [owner], red: [owner, inspection.office]}
nodes:
  accept: {stage: look, name: 受理, owner: centre.desk, deadline: {days: 1}}
  site:   {stage: look, name: 现场查看, owner: hrss.site, after: [accept], deadline: {days: 3, yellow: 2}, sets: [cost]}
  road:   {stage: look, name: 查公路图纸, owner: housing.roads, after: [accept], when: {field: road, op: eq, value: true}, deadline: {days: 9, statutory: [{n: 2, unit: working_day, what: 两日内查明}]}}
  meet:   {stage: decide, name: 云会商, owner: centre.desk, kind: consult, consult: [housing.roads], after: [site, road], sets: [plan], returns: [site, road], deadline: {days: 4, yellow: 2}}
  survey: {stage: act, name: 测量, owner: centre.desk, kind: subprocess, template: survey, after: [meet], when: {field: plan, op: eq, value: build}, sets: [depth], deadline: {days: 5}}
  build:  {stage: act, name: 埋设管道, owner: transport.roads, after: [survey], deadline: {days: 20}}
  reply:  {stage: act, name: 书面答复, owner: centre.desk, after: [meet], when: {field: plan, op: eq, value: explain}, deliverable: [答复书], deadline: {days: 2}}
"""  # noqa: E501  # one line for each task, as people write them
SURVEY = """\
code: survey
version: 1
title: 测量
data:
  road: {type: boolean}
  depth: {type: number}
stages: {do: 测量}
nodes:
  measure: {stage: do, name: 实地测量, owner: housing.survey, sets: [depth], deadline: {days: 3}}
"""
# Who does which step, and what they state.
DOES = {
    "accept": ("carol", {}),
    "site": ("dora", {"cost": "3000"}),
    "road": ("henry", {}),
    "meet": ("carol", {"plan": "build"}),
}


def do(cast: Cast, run: Run, *nodes: str, **stated: object) -> None:
    """Let the people of these steps do them, in this order; `stated` instead of what they usually say."""
    for node in nodes:
        who, facts = DOES[node]
        declare_system()
        pk = Step.objects.get(run=run, node=node, state="open").pk
        complete_step(pk, stated or facts, by=cast[who], today=TODAY)


def states(run: Run) -> dict[str, str]:
    """The live rows of a run."""
    declare_system()
    live = Step.objects.filter(run=run, state__in=Step.LIVE)
    return {step.node: step.state for step in live}
