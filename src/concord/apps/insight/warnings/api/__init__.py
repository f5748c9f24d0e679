"""The JSON doors of warnings."""
