"""The file everything hangs on: number, parties, place, lead, stage, links, and who may see it."""
