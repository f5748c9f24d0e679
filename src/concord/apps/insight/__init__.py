"""The sixth application: insight over all the others. Warnings, figures, map and index, each a room of its own."""
