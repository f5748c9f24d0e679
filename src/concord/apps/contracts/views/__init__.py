"""The HTML doors of contracts."""
