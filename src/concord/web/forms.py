"""How forms look everywhere."""

from django.forms.renderers import TemplatesSetting


class LookRenderer(TemplatesSetting):
    """Render forms with the field templates of the look."""
