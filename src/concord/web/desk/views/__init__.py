"""Doors of the desk: what waits for me, for a body, in a place; who has how much; the calendar."""
