"""What the screening found, written back into the same Word file: as comments, or as tracked changes."""
