"""The JSON doors of figures."""
