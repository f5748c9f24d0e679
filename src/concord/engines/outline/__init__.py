"""Outlines of places as drawings: read, merge, project, draw as SVG paths, find where a label stands. Pure."""
