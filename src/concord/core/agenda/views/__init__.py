"""Doors of the agenda: the scenarios of a matter, one run, and the deeds on both."""
