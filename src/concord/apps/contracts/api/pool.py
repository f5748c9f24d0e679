"""What is answered about the pool of legal counsel."""

from datetime import date

from ninja import Schema


class CounselOffered(Schema):
    """Someone of the pool, how much waits for them, and what speaks against choosing them."""

    counsel: int
    name: str
    firm: str
    introduction: str
    waiting: int
    most_open: int
    fits: bool
    against: list[str]
    choosable: bool


class CounselShown(Schema):
    """Someone of the pool that I keep."""

    id: int
    person: int
    name: str
    firm: str
    place: str
    natures: list[str]
    waiting: int
    most_open: int


class EngagementShown(Schema):
    """An enterprise for which a counsel acts."""

    id: int
    name: str
    credit_code: str
    until: date | None
