"""The map's HTML doors."""
