"""Template tags of the look (placeholder until the look lands)."""

from django import template

register = template.Library()
