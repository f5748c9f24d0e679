"""Clusters and early warnings over time, place, organisation and topic (D7, G4).

Pure: what is known is handed in. A warning is about matters, a place, an organisation or a cause; a sender is a token
that can be counted and nothing else, so that no warning can be aimed at one who complains.
"""
