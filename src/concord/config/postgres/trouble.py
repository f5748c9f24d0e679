"""What can keep PostgreSQL from starting, in words for the person at the terminal."""


class PostgresTrouble(Exception):
    """The database cannot be started or reached; the message says why and what to do."""
