"""The deeds of linking."""
