"""The stages that matters go through, and the only moves between them, as pictures and as tables."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import override

from concord.apps.contracts import models as contracts
from concord.apps.disputes.models.stages import MOVES, REOPENABLE, Stage
from concord.apps.grassroots.consultation import models as consultation
from concord.apps.grassroots.sensing import models as sensing
from concord.apps.grassroots.supervision import models as supervision
from concord.apps.insight.warnings import models as warnings
from concord.config.maps.deeds import deeds
from concord.config.maps.tables import document, listed, table


@dataclass(frozen=True, slots=True)
class Flow:
    """The stages of one app's matters: where they begin, where they may go, and which may be opened again."""

    app: str
    stages: type[TextChoices]
    first: str
    moves: Mapping[str, Collection[str]]
    reopenable: Collection[str]


FLOWS = [
    Flow("disputes", Stage, Stage.REPORTED, MOVES, REOPENABLE),
    Flow("grassroots.sensing", sensing.Stage, sensing.Stage.REPORTED, sensing.MOVES, ()),
    Flow("grassroots.consultation", consultation.Stage, consultation.Stage.CALLED, consultation.MOVES, ()),
    Flow("grassroots.supervision", supervision.Stage, supervision.Stage.FOLLOWED, supervision.MOVES, ()),
    Flow("insight.warnings", warnings.Stage, warnings.Stage.RAISED, warnings.MOVES, ()),
    Flow("contracts", contracts.Stage, contracts.Stage.REQUESTED, contracts.MOVES, ()),
]


def _label(flow: Flow, stage: str, language: str) -> str:
    with override(language):
        return str(flow.stages(stage).label)


def _picture(flow: Flow) -> str:
    lines = ["stateDiagram-v2", f"    [*] --> {flow.first}"]
    for stage in flow.stages.values:
        lines.append(f"    {stage}: {_label(flow, stage, 'en')} {_label(flow, stage, 'zh-hans')}")
        onward = [to for to in flow.stages.values if to in flow.moves[stage]]
        lines += [f"    {stage} --> {to}" for to in onward] or [f"    {stage} --> [*]"]
    return "\n".join(["```mermaid", *lines, "```"])


def _moved_by(flow: Flow, stage: str) -> list[str]:
    name = flow.stages(stage).name
    return [deed.name.rsplit(".", 1)[-1] for deed in deeds() if name in deed.moves and f".{flow.app}." in deed.name]


def _stages(flow: Flow) -> str:
    rows = []
    for stage in flow.stages.values:
        onward = [to for to in flow.stages.values if to in flow.moves[stage]]
        again = "yes" if stage in flow.reopenable else ""
        names = [f"`{stage}`", _label(flow, stage, "zh-hans"), _label(flow, stage, "en")]
        rows.append([*names, listed(onward) or "ends", listed(_moved_by(flow, stage)), again])
    return table(["stage", "中文", "English", "may go to", "reached by the deed", "may be reopened"], rows)


def flows() -> str:
    """The document of flows."""
    words = (
        "A matter is always in one stage. A deed moves it; a move that is not drawn here is refused. "
        "Reopening, where it is allowed, leads back to where work can go on."
    )
    parts = [part for flow in FLOWS for part in (f"## {flow.app.capitalize()}", _picture(flow), _stages(flow))]
    return document("Flows", words, *parts)
