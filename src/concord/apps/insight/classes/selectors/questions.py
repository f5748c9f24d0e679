"""The next question, and how many there are."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count
from django.utils.translation import gettext as _

from concord.apps.insight.classes.access import questions_for
from concord.apps.insight.classes.models import Asked
from concord.core.crosswalks.targets import called
from concord.core.matters.told import told_in
from concord.core.people.models import Person
from concord.engines.text.mask import mask

LONGEST = 1_200


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be answered with one key."""

    item: str
    name: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is shown: the words with what identifies people hidden, and what the machine says, if told."""

    asked: Asked
    words: str
    choices: tuple[Choice, ...]
    because: tuple[str, ...]

    @property
    def is_blind(self) -> bool:
        """Whether the machine's word is kept back, because the answer measures it."""
        return self.asked.why == Asked.Why.AUDIT

    @property
    def why(self) -> str:
        """Why one is asked, in the reader's language."""
        return str(Asked.Why(self.asked.why).label)


def question_shown(asked: Asked) -> Question:
    """A question as people read it."""
    told = told_in([asked.matter]).get(asked.matter_id)
    words = mask(told.words[:LONGEST]) if told else _("Its words are no longer kept.")
    blind = asked.why == Asked.Why.AUDIT
    items = () if blind else tuple(dict.fromkeys((asked.said, *asked.first_three)))
    choices = tuple(Choice(item, called(item)) for item in items[:3])
    return Question(asked, words, choices, () if blind else tuple(asked.because))


def next_question(person: Person) -> Question | None:
    """The next question for `person`: what measures first, then what teaches most."""
    found = questions_for(person).order_by("month", "-weight", "pk")
    asked = found.first()
    return question_shown(asked) if asked else None


def counts_for(person: Person) -> dict[str, int]:
    """How many questions are open, by why."""
    found = questions_for(person).order_by().values("why").annotate(number=Count("pk", distinct=True))
    return dict(Counter(dict(found.values_list("why", "number"))))
