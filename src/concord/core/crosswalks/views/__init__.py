"""The doors of crosswalks."""
