"""The third ring of grassroots governance: work that is late is followed, and the body responsible answers (G3)."""
