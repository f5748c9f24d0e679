"""Live updates: server-sent events that say "matter N changed", and nothing else, to pages that show it."""
