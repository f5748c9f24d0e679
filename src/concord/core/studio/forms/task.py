"""The fields of one task: whose, in which order, by when, when it applies, what it delivers and states."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from concord.core.studio.forms.fields import DaysField, LinesField, WordsField, in_lines, several
from concord.core.studio.forms.head import targets
from concord.core.studio.selectors.duties import Duties, Grouped
from concord.engines.flow.graph import ancestors, in_order
from concord.engines.flow.template import LONGEST_DEADLINE, Escalation, Kind, Node, Template, Unit

KINDS = [
    (Kind.TASK.value, _("a task of its own")),
    (Kind.SUBPROCESS.value, _("another scenario runs, and this ends with it")),
    (Kind.CONSULT.value, _("other bodies are asked for an opinion")),
    (Kind.REQUEST.value, _("a request to a body of another place")),
    (Kind.SUPERVISE.value, _("supervision of others' work")),
]
UNITS = [
    (Unit.WORKING_DAY.value, _("working days")),
    (Unit.DAY.value, _("calendar days")),
    (Unit.HOUR.value, _("hours")),
    (Unit.MONTH.value, _("months")),
    (Unit.YEAR.value, _("years")),
]
JOINS = [("all", _("all rows hold")), ("any", _("any row holds"))]
PLACE_HELP = _("A place code, or @ and a fact that holds one; else the place of the matter.")
LISTS = ("deliverable", "basis", "marks")
CHOSEN = ("after", "returns", "sets", "consult")


class LimitRow(forms.Form):
    """A limit that the law sets; a row without a number says nothing."""

    n = forms.IntegerField(label=_("How long"), min_value=1, max_value=LONGEST_DEADLINE, required=False)
    unit = forms.ChoiceField(label=_("Counted in"), choices=UNITS, required=False)
    what = WordsField(label=_("For what, by which article"))

    def clean(self) -> dict[str, object]:
        """A number needs its words, and words their number."""
        told = self.cleaned_data
        if not self.errors and bool(told.get("n")) is not bool(told.get("what")):
            raise forms.ValidationError(_("A limit of law has a length and says what for."))
        return told


class TaskForm(forms.Form):
    """The fields of one task, but for the rows of its condition and of its limits."""

    name = WordsField(label=_("What is to be done"), required=True)
    stage = forms.ChoiceField(label=_("Stage"))
    owner = forms.ChoiceField(label=_("Whose duty"), required=False)
    owner_other = WordsField(label=_("or another duty"), help_text=_("body.part, such as court.enforcement"))
    days = DaysField(label=_("Within how many working days"))
    yellow = DaysField(label=_("Yellow from which day"))
    after = several(_("Waits for"), [], _("It opens when all of these are settled."))
    returns = several(_("May send back to"), [], _("Only to what it waits for, directly or not."))
    join = forms.ChoiceField(label=_("It applies when"), choices=JOINS)
    deliverable = LinesField(label=_("Delivers"), help_text=_("Papers, one on each line."))
    sets = several(_("States"), [], _("What is known once it is done; one task alone states a fact."))
    kind = forms.ChoiceField(label=_("What sort of work"), choices=KINDS)
    template = forms.ChoiceField(label=_("Which scenario runs"), required=False)
    consult = several(_("Who is asked for an opinion"), [])
    jurisdiction = WordsField(label=_("Near which place the body is"), help_text=PLACE_HELP)
    yellow_told = several(_("Who hears when it turns yellow"), [])
    red_told = several(_("Who hears when it turns red"), [], _("None ticked: as the whole scenario says."))
    basis = LinesField(label=_("Legal basis"), help_text=_("One on each line."))
    note = WordsField(label=_("Note"), longest=2_000)
    english = WordsField(label=_("Name in English"))
    marks = LinesField(label=_("Labels for reports"), rows=2)

    def __init__(self, template: Template, node: Node, duties: Duties, data: QueryDict | None, join: str) -> None:
        super().__init__(data, initial=_initial(node) | {"join": join})
        self.before, self.node = template, node
        late = node.escalation or Escalation()
        self._offer("stage", [(stage.code, stage.called) for stage in template.stages], node.stage)
        self._offer("owner", [("", "—"), *duties.grouped()], node.owner)
        self._offer("template", [("", "—"), *duties.scenarios], node.template)
        self._offer("after", [(one.code, one.name) for one in template.nodes if one.code != node.code], *node.after)
        self._offer("returns", _behind(template, node), *node.returns)
        self._offer("sets", [(fact.code, fact.called) for fact in template.data], *node.sets)
        self._offer("consult", duties.listed(node.consult))
        self._offer("yellow_told", targets(duties.told, late.yellow))
        self._offer("red_told", targets(duties.told, late.red))

    def _offer(self, name: str, choices: Grouped, *chosen: str) -> None:
        """The choices of a field; what is chosen already and not among them is offered as it is written."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)
        flat = {code for one, words in choices for code in (_codes(words) if isinstance(words, list) else [one])}
        field.choices = [*choices, *((code, code) for code in chosen if code not in flat)]

    def clean(self) -> dict[str, object]:
        """A day of yellow needs a deadline."""
        told = self.cleaned_data
        if told.get("yellow") is not None and told.get("days") is None and "days" not in self.errors:
            self.add_error("days", _("Say within how many working days it is due."))
        return told


def _codes(group: list[tuple[str, str]]) -> list[str]:
    return [code for code, _words in group]


def _initial(node: Node) -> dict[str, object]:
    deadline, late = node.deadline, node.escalation or Escalation()
    shown: dict[str, object] = {name: in_lines(getattr(node, name)) for name in LISTS}
    shown |= {name: getattr(node, name) for name in (*CHOSEN, "name", "stage", "owner", "template", "jurisdiction")}
    shown |= {"note": node.note, "english": node.english, "kind": node.kind.value}
    shown |= {"days": deadline.days if deadline else None, "yellow": deadline.yellow if deadline else None}
    return shown | {"yellow_told": late.yellow, "red_told": late.red}


def _behind(template: Template, node: Node) -> Grouped:
    """What a task waits for, directly or not, in the order of work."""
    nodes = {one.code: one for one in template.nodes}
    before = ancestors(nodes, in_order(template.nodes)).get(node.code, frozenset())
    return [(one.code, one.name) for one in template.nodes if one.code in before]
