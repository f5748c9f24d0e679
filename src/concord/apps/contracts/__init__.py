"""Public contracts from request to archive: drafted, screened clause by clause, reviewed, signed, filed (P1 to P3)."""
