"""Tell people in their inbox what happened in a matter, each in their own language."""

from collections.abc import Iterable

from django.utils.translation import override

from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter
from concord.core.people.models import Person


def inbox_letters(act: Act, title: str, page: str, people: Iterable[Person]) -> list[Letter]:
    """A letter to each of `people` that tells an act, and leads to its matter below `page` ("/desk/contracts/"), or to
    the page itself where it happened in none.
    """
    link = page if act.matter_id is None else f"{page}{act.matter_id}/"
    letters = []
    for person in people:
        with override(person.language):
            letters.append(
                Letter(
                    channel=Notice.Channel.INBOX,
                    template=act.kind,
                    subject=title,
                    body=tell(act),
                    link=link,
                    key=f"act-{act.pk}-staff-{person.pk}",
                    matter_id=act.matter_id,
                    person_id=person.pk,
                )
            )
    return letters
