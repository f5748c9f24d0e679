"""Start-up duties of the whole: translations and the application role's rights after every migration."""

from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate


class WholeConfig(AppConfig):
    """The floor that wires all others."""

    name = "concord.config"
    label = "config"

    def ready(self) -> None:
        from concord.config.grants import grant_rights
        from concord.config.wiring import wire

        post_migrate.connect(grant_rights, sender=apps.get_app_config("acts"), dispatch_uid="grant_rights")
        wire()
