"""Timeline, audit and outbox in one append-only table."""
