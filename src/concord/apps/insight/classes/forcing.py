"""Which model reads reports in this process: the one in force is looked up once a minute, and read when it changed."""

from dataclasses import dataclass
from io import BytesIO
from time import monotonic

from concord.apps.insight.classes.models import Offered, Switch
from concord.engines.text.model import Model, load

EVERY = 60.0


@dataclass(slots=True)
class Shelf:
    """The model in force, as this process knows it; None is the shipped one. A switch reaches all within `every`."""

    every: float = EVERY
    looked: float = float("-inf")
    version: str = ""
    model: Model | None = None

    def chosen(self) -> Model | None:
        """The model in force."""
        if self.looked + self.every <= monotonic():
            self.look()
        return self.model

    def look(self) -> None:
        """Look up which model is in force, and read it if it is another one."""
        self.looked = monotonic()
        found = Switch.objects.order_by("-pk").values_list("offered", "offered__version").first()
        key, version = found or (None, None)
        if (version or "") != self.version:
            self.version = version or ""
            self.model = read_model(bytes(Offered.objects.get(pk=key).content)) if key else None


shelf = Shelf()


def read_model(content: bytes) -> Model:
    """A model from the bytes of its file; `ValueError` and the like where it is none."""
    return load(BytesIO(content))
