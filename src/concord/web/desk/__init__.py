"""My desk over all apps: what waits for a person and their organisations, whatever the matter is."""
