"""Evaluation of units, and of staff about their own duties, by formulae that are data (G5)."""
