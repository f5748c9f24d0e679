"""The doors of an operator."""
