"""The HTML doors of warnings."""
