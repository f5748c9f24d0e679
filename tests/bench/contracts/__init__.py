"""`make bench-contracts`: contracts made from our own forms, spoiled in known ways, and screened."""
