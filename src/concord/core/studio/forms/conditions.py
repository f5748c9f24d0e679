"""When a task applies, by drop-down: rows of fact, relation and value, joined by “all” or “any”, grouped once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from concord.core.agenda.wording import spoken
from concord.engines.flow.conditions import SETS, All, AnyOf, Condition, Leaf, Op
from concord.engines.flow.sentences import NotAllowedError
from concord.engines.flow.values import Fact, FactType, Value, plain, typed

RELATIONS = [
    (Op.EQ.value, gettext_lazy("is")),
    (Op.NE.value, gettext_lazy("is not")),
    (Op.IN.value, gettext_lazy("is one of")),
    (Op.NOT_IN.value, gettext_lazy("is none of")),
    (Op.LT.value, gettext_lazy("is less than (before)")),
    (Op.LE.value, gettext_lazy("is at most (no later than)")),
    (Op.GT.value, gettext_lazy("is more than (after)")),
    (Op.GE.value, gettext_lazy("is at least (no earlier than)")),
]
GROUPS = [("", "—"), ("1", "A"), ("2", "B"), ("3", "C"), ("4", "D")]
PICKED = (FactType.BOOLEAN, FactType.CHOICE)
YES = {"true": True, "yes": True, "是": True, "false": False, "no": False, "否": False}


@dataclass(frozen=True, slots=True)
class Rows:
    """A condition as rows: each a comparison and its group (0: none), all joined by `join` and groups by the other."""

    join: str
    leaves: tuple[tuple[int, Leaf], ...] = ()


def rows_of(condition: Condition | None, facts: Mapping[str, Fact]) -> Rows | None:
    """A condition as rows; None where rows cannot say it, which is then edited as text."""
    if condition is None:
        return Rows("all")
    rows = Rows("all", ((0, condition),)) if isinstance(condition, Leaf) else _rows(condition)
    exact = condition_of(rows) == condition and all(_reads_back(leaf, facts) for _group, leaf in rows.leaves)
    return rows if exact else None


def condition_of(rows: Rows) -> Condition | None:
    """The condition that rows say; None without any."""
    parts: dict[object, list[Condition]] = {}
    for place, (group, leaf) in enumerate(rows.leaves):
        parts.setdefault(group or f"alone {place}", []).append(leaf)
    inner = "any" if rows.join == "all" else "all"
    return _joined(rows.join, [part for found in parts.values() if (part := _joined(inner, found))])


def _joined(join: str, parts: list[Condition]) -> Condition | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return All(tuple(parts)) if join == "all" else AnyOf(tuple(parts))


def _rows(condition: All | AnyOf) -> Rows:
    """Two levels as rows; what lies deeper is left out, so that the rows say something else."""
    leaves: list[tuple[int, Leaf]] = []
    group = 0
    for part in condition.parts:
        if isinstance(part, Leaf):
            leaves.append((0, part))
            continue
        group += 1
        leaves += [(group, one) for one in part.parts if isinstance(one, Leaf)]
    return Rows("all" if isinstance(condition, All) else "any", tuple(leaves))


def _reads_back(leaf: Leaf, facts: Mapping[str, Fact]) -> bool:
    """Whether a row says the same; a box on a page holds no empty text, and no blanks at its ends."""
    shown = {name: " ".join(text.split()) for name, text in shown_in_row(leaf, facts).items()}
    try:
        return bool(shown["pick"] or shown["typed"]) and leaf_of(shown, facts) == leaf
    except NotAllowedError:
        return False


def shown_in_row(leaf: Leaf, facts: Mapping[str, Fact]) -> dict[str, str]:
    """A comparison as the fields of a row hold it."""
    fact = facts.get(leaf.field)
    shown = {"fact": leaf.field, "op": leaf.op.value, "pick": "", "typed": ""}
    texts = [_plain_text(value) for value in leaf.values]
    if fact and fact.type in PICKED and len(texts) == 1:
        return shown | {"pick": f"{leaf.field}|{texts[0]}"}
    return shown | {"typed": "; ".join(texts)}


def leaf_of(told: Mapping[str, str], facts: Mapping[str, Fact]) -> Leaf:
    """The comparison that a row says; raises NotAllowedError for a value that its fact cannot have."""
    field, op = told["fact"], Op(told["op"])
    texts = [told["pick"].partition("|")[2]]
    if told["typed"]:
        parts = told["typed"].replace("；", ";").split(";") if op in SETS else [told["typed"]]
        texts = [part.strip() for part in parts if part.strip()]
    fact = facts.get(field)
    return Leaf(field, op, tuple(_value(fact, text) for text in texts))


def _plain_text(value: Value) -> str:
    raw = plain(value)
    return str(raw).lower() if isinstance(raw, bool) else raw


def _value(fact: Fact | None, text: str) -> Value:
    if fact is None:
        return YES.get(text, text)
    if fact.type is FactType.BOOLEAN:
        return typed(fact, YES.get(text.lower(), text))
    if fact.type is FactType.CHOICE and text in fact.names and text not in fact.values:
        return fact.values[fact.names.index(text)]
    return typed(fact, text)


def values_to_pick(facts: Iterable[Fact]) -> list[tuple[str, str | list[tuple[str, str]]]]:
    """All values that can be picked, under the fact that they belong to."""
    found: list[tuple[str, str | list[tuple[str, str]]]] = [("", "—")]
    for fact in facts:
        if fact.type is FactType.BOOLEAN:
            found.append((fact.called, [(f"{fact.code}|true", _("yes")), (f"{fact.code}|false", _("no"))]))
        elif fact.type is FactType.CHOICE:
            found.append((fact.called, [(f"{fact.code}|{value}", fact.told(value)) for value in fact.values]))
    return found


class ConditionRow(forms.Form):
    """One comparison; a row without a fact says nothing."""

    fact = forms.ChoiceField(label=gettext_lazy("Fact"), required=False)
    op = forms.ChoiceField(label=gettext_lazy("Relation"), choices=RELATIONS, required=False)
    pick = forms.ChoiceField(label=gettext_lazy("Value of it"), required=False)
    typed = forms.CharField(label=gettext_lazy("or typed"), required=False, max_length=1_000)
    group = forms.ChoiceField(label=gettext_lazy("Group"), choices=GROUPS, required=False)

    def __init__(self, *args: object, facts: Mapping[str, Fact], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.facts = facts
        self.leaf: Leaf | None = None
        known = {code: fact.called for code, fact in facts.items()}
        named = str(self.initial.get("fact", ""))
        lost = {named: f"{named} — {_('not declared')}"} if named and named not in known else {}
        self._offer("fact", [("", "—"), *(known | lost).items()])
        self._offer("pick", values_to_pick(facts.values()))

    def _offer(self, name: str, choices: list[tuple[str, str | list[tuple[str, str]]]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        field.choices = choices

    def clean(self) -> dict[str, object]:
        """Read the row; a fact without a value, and a value of another fact, are wrong."""
        told = {name: str(self.cleaned_data.get(name) or "") for name in ("fact", "op", "pick", "typed")}
        if told["fact"] and not self.errors:
            picked = told["pick"].partition("|")[0]
            if not told["typed"] and picked != told["fact"]:
                raise forms.ValidationError(_("Choose a value of this fact, or type one."))
            try:
                self.leaf = leaf_of(told | {"op": told["op"] or Op.EQ.value}, self.facts)
            except NotAllowedError as error:
                raise forms.ValidationError(spoken(error.sentence)) from error
        return self.cleaned_data


def rows_typed(join: str, typed_rows: Iterable[ConditionRow]) -> Rows:
    """The rows that were filled in."""
    said = [(int(row.cleaned_data.get("group") or 0), row.leaf) for row in typed_rows]
    return Rows(join, tuple((group, leaf) for group, leaf in said if leaf is not None))
