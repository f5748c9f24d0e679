"""The desk's doors of data exchange."""
