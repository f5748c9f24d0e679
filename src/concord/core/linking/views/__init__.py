"""The pages of linking."""
