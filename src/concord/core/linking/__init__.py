"""Records of the same dispute: proposed with reasons, joined by people, undone without loss (D4)."""
