"""Register the room of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Places, organisations, persons, roles."""

    name = "concord.core.people"
    label = "people"
