"""The deeds of consultations and of the pool."""
