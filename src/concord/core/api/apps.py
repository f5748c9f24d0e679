"""Register what JSON doors share."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """Tokens and kept answers of the API."""

    name = "concord.core.api"
    label = "api"
