"""Who works where: an operator enters people, gives roles, and keeps organisations, duties and grids of their place."""
