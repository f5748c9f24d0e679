"""Doing things to disputes as staff, by JSON: each operation calls the same deed as its screen."""
