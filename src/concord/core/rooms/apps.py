"""Register the room of rooms."""

from django.apps import AppConfig


class RoomsConfig(AppConfig):
    """Rooms and messages."""

    name = "concord.core.rooms"
    label = "rooms"
