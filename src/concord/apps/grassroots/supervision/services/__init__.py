"""The deeds of supervision."""
