"""Chinese text: classify, extract facts, mask, search tokens. Pure, usable as a library."""
