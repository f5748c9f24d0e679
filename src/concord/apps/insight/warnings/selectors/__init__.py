"""What screens and programs read of warnings."""
