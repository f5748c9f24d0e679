"""The deeds of figures."""
