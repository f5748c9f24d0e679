"""What every page knows: theme, language, service name."""

from django.http import HttpRequest


def shell(request: HttpRequest) -> dict[str, object]:
    """Theme and language for the layouts."""
    return {}
