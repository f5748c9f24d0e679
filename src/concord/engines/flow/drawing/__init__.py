"""A scenario drawn: swim lanes for a desk, a column for a phone, an outline for those who listen."""
