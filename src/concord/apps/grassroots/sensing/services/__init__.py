"""The deeds of grassroots governance."""
