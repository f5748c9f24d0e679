"""Finding, in all that a person may see: matters of every app, papers, bodies, places and scenarios (K11)."""
