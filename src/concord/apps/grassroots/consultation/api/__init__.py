"""The JSON doors of consultations."""
