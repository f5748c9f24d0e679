"""The few words on a drawing, in the language of who looks at it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from concord.engines.flow.advance import Standing, State
from concord.engines.flow.conditions import in_words
from concord.engines.flow.template import Node, Template


@dataclass(frozen=True, slots=True)
class Wording:
    """Words and forms; English unless a screen gives its own. `{…}` is filled in."""

    open: str = "open"
    done: str = "done"
    skipped: str = "does not apply"
    waiting: str = "not yet"
    days: str = "{days} working days"
    round: str = "round {round}"
    when: str = "only if {condition}"
    after: str = "after {names}"
    returns: str = "may go back to {names}"
    summary: str = "{tasks} tasks in {lanes} lanes. Done: {done}. Open: {open}. Does not apply: {skipped}."
    comma: str = ", "
    stop: str = " · "


CHINESE = Wording(
    open="进行中",
    done="已完成",
    skipped="不适用",
    waiting="未开始",
    days="{days}个工作日",
    round="第{round}轮",
    when="仅当 {condition}",
    after="等待:{names}",
    returns="可退回:{names}",
    summary="共{tasks}个任务,{lanes}条泳道。已完成:{done}。进行中:{open}。不适用:{skipped}。",
    comma="、",
)
STATELESS = State()


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page adds to a card: its look (`wrong`, `chosen`, `fresh`, `changed`, `gone`), a word for it, a link."""

    look: str = ""
    word: str = ""
    href: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """What a drawing says about each node of one scenario in one state, and how a page marks its card."""

    template: Template
    state: State
    wording: Wording
    marks: Mapping[str, Mark] = field(default_factory=dict)

    def mark(self, node: Node) -> Mark:
        """How its card is marked."""
        return self.marks.get(node.code, Mark())

    def standing(self, node: Node) -> str:
        """`open`, `done`, `skipped`, or `waiting`: the name of its look."""
        row = self.state.rows.get(node.code)
        return row.standing.value if row else "waiting"

    def said(self, node: Node) -> str:
        """Where a node stands, in a word, with the round from the second on; nothing while no scenario runs."""
        if not self.state.rows:
            return ""
        word = getattr(self.wording, self.standing(node))
        row = self.state.rows.get(node.code)
        again = row and row.round > 1 and row.standing is not Standing.SKIPPED
        return f"{word}{self.wording.stop}{self.wording.round.format(round=row.round)}" if row and again else word

    def days(self, node: Node) -> str:
        """Its deadline."""
        return self.wording.days.format(days=node.deadline.days) if node.deadline else ""

    def when(self, node: Node) -> str:
        """Its condition."""
        if node.when is None:
            return ""
        return self.wording.when.format(condition=in_words(node.when, self.template.facts))

    def after(self, node: Node) -> str:
        """What it waits for."""
        return self.wording.after.format(names=self._names(node.after)) if node.after else ""

    def returns(self, node: Node) -> str:
        """Where it may send work back to."""
        return self.wording.returns.format(names=self._names(node.returns)) if node.returns else ""

    def body(self, node: Node) -> str:
        """Whose work it is."""
        return self.template.body_called(node.body)

    def summary(self) -> str:
        """The state of the whole in one line."""
        looks = [self.standing(node) for node in self.template.nodes]
        lanes = len({node.body for node in self.template.nodes})
        counts = {look: looks.count(look) for look in ("done", "open", "skipped")}
        return self.wording.summary.format(tasks=len(looks), lanes=lanes, **counts)

    def _names(self, codes: tuple[str, ...]) -> str:
        names = {node.code: node.name for node in self.template.nodes}
        return self.wording.comma.join(names[code] for code in codes)
