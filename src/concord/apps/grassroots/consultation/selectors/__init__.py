"""What screens and programs read of consultations."""
