"""Register searching."""

from django.apps import AppConfig


class SearchConfig(AppConfig):
    """Finding over all rooms."""

    name = "concord.core.search"
    label = "search"

    def ready(self) -> None:
        from concord.core.search import shelves  # noqa: F401
