"""The deeds of disputes, a file for each family."""
