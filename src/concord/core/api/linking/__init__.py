"""Records of the same dispute, by JSON."""
