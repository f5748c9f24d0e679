"""Published formulae: the files that ship, kept as they were published, and what differs between two versions."""

from importlib.resources import files
from pathlib import Path

from concord.apps.grassroots.evaluation.formula import Formula, Part, load
from concord.apps.grassroots.evaluation.measures import MEASURES
from concord.apps.grassroots.evaluation.models import FormulaVersion

HEADS = ("says", "least", "objection_days", "kinds")


def publish(source: str) -> FormulaVersion:
    """Publish a formula; the same again is the same, other words under a published version are an error."""
    formula = load(source)
    kept, _made = FormulaVersion.objects.get_or_create(
        code=formula.code, version=formula.version, defaults={"source": source}
    )
    if kept.source != source:
        raise ValueError(f"{formula.code} {formula.version} is published and never changes: give it the next version.")
    return kept


def publish_formulae() -> int:
    """Publish the formulae of `data/grassroots/formulae`; returns how many there are."""
    found = sorted(Path(str(files("concord") / "data/grassroots/formulae")).glob("*.yaml"))
    for path in found:
        publish(path.read_text(encoding="utf-8"))
    return len(found)


def newest() -> list[Formula]:
    """The newest version of each formula."""
    rows = FormulaVersion.objects.order_by("code", "-version").distinct("code")
    return [load(row.source) for row in rows]


def versions(code: str) -> list[FormulaVersion]:
    """All versions of a formula, the newest first."""
    return list(FormulaVersion.objects.filter(code=code).order_by("-version"))


def _told(part: Part) -> str:
    scale = f"{part.scale.line[0]} → {part.scale.line[1]}" if part.scale.line else str(part.scale.steps)
    return f"{part.name} · {part.weight} % · {scale} · {MEASURES[part.measure].says}"


def compared(old: Formula, new: Formula) -> list[tuple[str, str]]:
    """What differs: each part or sentence as it was and as it is, empty where it is not there."""
    pairs = [(str(getattr(old, name)), str(getattr(new, name))) for name in HEADS]
    before, after = ({part.code: _told(part) for part in one.parts} for one in (old, new))
    pairs += [(before.get(code, ""), after.get(code, "")) for code in {**before, **after}]
    return [(was, now) for was, now in pairs if was != now]
