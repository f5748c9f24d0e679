"""One private room a matter: messages, files, places; everything is kept."""
