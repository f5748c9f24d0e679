"""Data exchange by JSON (K10)."""
