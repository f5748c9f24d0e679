"""The foreseen "no": worded for people, answered with HTTP 409, nothing written."""


class Refusal(Exception):
    """A deed that the rules do not allow now.

    The message says what is wrong and what to do instead; `field` names the answer to change, where there is one.
    """

    def __init__(self, message: object, *, field: str = "") -> None:
        super().__init__(message)
        self.field = field

    def __str__(self) -> str:
        return str(self.args[0])


class TooMany(Refusal):
    """More of something than one person needs in a while; answered with HTTP 429."""


class OutsideFailure(Exception):
    """An outside service did not do what was asked; `again` says whether a later try may help."""

    def __init__(self, message: str, *, again: bool) -> None:
        super().__init__(message)
        self.again = again
