"""Filters for templates of searching."""
