"""Where the people of the benchmark sit."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class County:
    """A county with the bodies that handle its disputes."""

    code: str
    centre: int
    department: int
    committee: int
    mediators: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Desk:
    """Two people who bring a dispute through: a coordinator at the centre, a handler in the department."""

    place: str
    department: int
    coordinator: str
    handler: str
