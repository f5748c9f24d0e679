"""The scenarios that come with the platform, published from `data/scenarios`; publishing them again changes nothing."""

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from django.db import transaction

from concord.core.agenda.models import ScenarioVersion
from concord.core.agenda.services.publishing import publish
from concord.engines.flow.reading import load
from concord.engines.flow.template import Template


@transaction.atomic
def publish_shipped() -> int:
    """Publish what is not published yet, what is called before its caller; returns how many there are.

    Refuses a file that says something else than what was published under its code and version.
    """
    known = set(ScenarioVersion.objects.values_list("source", flat=True))
    waiting = {template.code: (template, source) for template, source in _read(known)}
    while ready := [code for code, (template, _source) in waiting.items() if not _called(template) & waiting.keys()]:
        for code in ready:
            publish(waiting.pop(code)[1], by=None)
    return len(_files())


def _read(known: set[str]) -> Iterator[tuple[Template, str]]:
    sources = (path.read_text(encoding="utf-8") for path in _files())
    return ((load(source), source) for source in sources if source not in known)


def _files() -> list[Path]:
    return sorted(Path(str(files("concord") / "data" / "scenarios")).glob("*/*.yaml"))


def _called(template: Template) -> set[str]:
    return {node.template for node in template.nodes if node.template}
