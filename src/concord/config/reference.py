"""Reference data that the platform cannot run without, and who loads which; each loader may run again."""

from collections.abc import Callable

from django.db import transaction

from concord.apps.grassroots.evaluation.formulae import publish_formulae
from concord.apps.insight.figures.services.defining import publish_shipped_figures
from concord.core.agenda.shipped import publish_shipped
from concord.core.people.load import load_places, load_roles

Loader = Callable[[], int]

LOADERS: dict[str, Loader] = {
    "places": load_places,
    "roles": load_roles,
    "scenarios": publish_shipped,
    "formulae": publish_formulae,
    "figures": publish_shipped_figures,
}


def load_reference_data(say: Callable[[str], None]) -> None:
    """Run every loader, each in a transaction of its own."""
    for what, loader in LOADERS.items():
        with transaction.atomic():
            count = loader()
        say(f"{count} {what}")
