"""Reads for the screens of grassroots governance."""
