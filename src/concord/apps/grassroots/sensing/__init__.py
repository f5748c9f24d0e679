"""First ring: what grids and sources see, and what becomes of it (G1)."""
