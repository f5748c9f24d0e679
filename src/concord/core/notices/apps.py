"""Register the room of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Inbox, e-mail, SMS and webhook notices."""

    name = "concord.core.notices"
    label = "notices"
