"""The deeds of data exchange."""
