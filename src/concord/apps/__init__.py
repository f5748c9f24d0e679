"""The five applications and insight; siblings that never import each other."""
