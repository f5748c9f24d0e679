"""Keeping child processes running: start, watch, restart, stop, and leave none behind."""
