"""The JSON doors of contracts."""
