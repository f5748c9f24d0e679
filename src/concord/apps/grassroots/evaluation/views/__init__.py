"""The HTML doors of evaluation."""
