"""The deeds of an operator."""
