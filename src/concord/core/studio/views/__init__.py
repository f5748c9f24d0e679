"""The doors of the studio: what anyone reads, and where staff draw, try, compare and publish."""
