"""What screens and programs read of figures."""
