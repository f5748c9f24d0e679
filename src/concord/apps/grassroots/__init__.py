"""Grassroots: five rings that share a catalogue, each a room of its own; they tell each other by acts and links only."""
