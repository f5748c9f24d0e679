"""The HTML doors of disputes."""
