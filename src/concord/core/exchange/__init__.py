"""Data exchange: what outside systems send is read by a mapping, taken in once, and every refused row is told (K10)."""
