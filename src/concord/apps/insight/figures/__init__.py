"""Figures over all matters: indicators that are data, counted one way everywhere, each open to its matters (D8)."""
