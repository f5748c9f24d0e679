"""Crosswalks by JSON (D3)."""
