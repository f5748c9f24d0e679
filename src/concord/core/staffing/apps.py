"""Register the room where operators work."""

from django.apps import AppConfig


class StaffingConfig(AppConfig):
    """People, organisations, duties and grids as their operator keeps them."""

    name = "concord.core.staffing"
    label = "staffing"
