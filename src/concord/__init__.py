"""Concord: an open platform for digital rule of law."""
