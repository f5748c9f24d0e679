"""What screens and programs read of supervision."""
