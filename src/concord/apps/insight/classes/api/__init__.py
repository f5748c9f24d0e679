"""Questions, accuracy and models by JSON (D3)."""
