"""The deeds of evaluation."""
