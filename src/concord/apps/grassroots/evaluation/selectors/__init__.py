"""Reads of evaluation for screens."""
