"""Grassroots: five rings that share a catalogue, each a room of its own; acts and links tell one of another."""
