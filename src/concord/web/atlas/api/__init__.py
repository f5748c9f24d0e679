"""The map's JSON doors and shapes."""
