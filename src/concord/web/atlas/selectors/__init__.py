"""What the map's pages and the API read."""
