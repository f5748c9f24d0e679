"""The HTML doors of supervision."""
