"""How forms look everywhere."""

from django.forms.renderers import TemplatesSetting


class LookRenderer(TemplatesSetting):
    """Render forms and fields with the templates of the look."""

    form_template_name = "components/form.html"
    field_template_name = "components/field.html"
