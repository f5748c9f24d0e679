"""One new record among those that exist: candidates by its keys, each weighed in Python as Splink would weigh it."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from concord.engines.linkage.because import Reason, reasons
from concord.engines.linkage.model import Answer, Model
from concord.engines.linkage.records import CROWD, Form, Record, keys_of, prepare


class Index(Protocol):
    """Where forms are kept by their keys, in a database for instance: a table (rule, key, record) with an index."""

    def candidates(self, keys: Mapping[str, str], most: int) -> Iterable[Form]:
        """The forms that share at least one of these keys (rule → key), each once.

        A key that more than `most` records have is passed over, as it is when a whole file is linked.
        """


@dataclass(frozen=True, slots=True)
class Found:
    """A record that may be the same, what is said of it, and why."""

    form: Form
    weight: float
    answer: Answer
    reasons: tuple[Reason, ...]


def find(record: Record, index: Index, model: Model) -> list[Found]:
    """The records that match or may match a new one, the most alike first; itself left out."""
    form = prepare(record, model.common)
    return find_form(form, index, model)


def find_form(form: Form, index: Index, model: Model) -> list[Found]:
    """The same for a record whose form is already known."""
    keys = {rule: key for rule, key in keys_of(form).items() if rule in model.kind.keys}
    found = []
    for other in index.candidates(keys, CROWD):
        weight = model.weight(form, other)
        answer = model.answer(weight)
        if other.unique_id != form.unique_id and answer is not Answer.NO:
            found.append(Found(other, weight, answer, reasons(model, form, other)))
    return sorted(found, key=lambda one: (-one.weight, one.form.unique_id))


class InMemory:
    """An index in memory, for a few hundred thousand records, tests and trials."""

    def __init__(self, forms: Iterable[Form] = ()) -> None:
        self._by_key: dict[tuple[str, str], list[Form]] = defaultdict(list)
        for form in forms:
            self.add(form)

    def add(self, form: Form) -> None:
        """Keep a form under each of its keys."""
        for rule, key in keys_of(form).items():
            self._by_key[rule, key].append(form)

    def candidates(self, keys: Mapping[str, str], most: int) -> Iterable[Form]:
        """The forms that share one of these keys, each once."""
        shared = (self._by_key.get(key, []) for key in keys.items())
        return {form.unique_id: form for forms in shared if len(forms) <= most for form in forms}.values()
