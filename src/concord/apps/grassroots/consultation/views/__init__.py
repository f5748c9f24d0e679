"""The HTML doors of consultations and of the pool."""
