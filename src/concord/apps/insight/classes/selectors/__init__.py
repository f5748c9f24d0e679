"""What screens and API show of questions, accuracy and models."""
