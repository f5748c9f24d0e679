"""The deeds of warnings."""
