"""The deeds of contracts."""
