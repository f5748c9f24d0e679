"""Searching by JSON (K11)."""
