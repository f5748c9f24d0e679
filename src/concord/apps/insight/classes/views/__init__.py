"""The doors of questions, accuracy and models."""
