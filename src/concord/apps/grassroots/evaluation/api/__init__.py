"""The JSON doors of evaluation."""
