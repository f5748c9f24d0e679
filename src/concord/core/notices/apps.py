"""Register the room of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Inbox, e-mail, SMS and webhook notices."""

    name = "concord.core.notices"
    label = "notices"

    def ready(self) -> None:
        from concord.core.notices import listeners  # noqa: F401
