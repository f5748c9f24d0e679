"""Grassroots: what grid workers see, on patrol and told by others, from the first word to the end of it (G1)."""
