"""What screens and programs read of contracts."""
