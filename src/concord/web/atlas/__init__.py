"""One map: outlines and fields with counts, layers and live warnings, from the province down to the matters (G6)."""
