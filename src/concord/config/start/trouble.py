"""What can keep the platform from starting, in words for the person at the terminal."""


class StartTrouble(Exception):
    """The platform cannot start; the message says why and what to do."""
