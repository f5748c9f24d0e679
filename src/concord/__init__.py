"""Concord: an open platform for digital rule of law."""

__version__ = "0.1.0"
