"""The JSON doors of supervision."""
