"""Reports come under watch as they are received; who judges is told of a warning at once (D7)."""

from django.utils.timezone import localdate
from django.utils.translation import gettext_noop, override

from concord.apps.insight.warnings import facts
from concord.apps.insight.warnings.models import Stage
from concord.apps.insight.warnings.services.counting import count_as_decided
from concord.apps.insight.warnings.services.raising import END_TASK, TASK
from concord.apps.insight.warnings.services.watching import take_in
from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import Work, nearest_with, works
from concord.core.matters.models import Matter
from concord.core.notices.listeners import desk_pages
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send
from concord.core.search.rooms import stages

works[TASK] = Work(gettext_noop("Judge an early warning"), "judge_warning")
works[END_TASK] = Work(gettext_noop("End a warning that has gone quiet"), "judge_warning")
desk_pages[Matter.Kind.WARNING] = "/desk/warnings/"
stages[Matter.Kind.WARNING] = dict(Stage.choices)


@listens_to("ReportReceived", "ReportJoined", "SightingReported")
def watch_reports(acts: list[Act]) -> None:
    """Put what was reported under watch."""
    take_in(acts)


@listens_to("DisputeAccepted")
def follow_decisions(acts: list[Act]) -> None:
    """What a person decided a matter to be, and where, is what it counts as."""
    count_as_decided(acts)


@listens_to(facts.WarningRaised, facts.UnusualRaised, facts.WordsRaised, facts.WarningGrew, facts.WarningQuiet)
def tell_who_judges(acts: list[Act]) -> None:
    """Tell the nearest people who judge warnings."""
    matters = Matter.objects.in_bulk({act.matter_id for act in acts if act.matter_id is not None})
    for act in acts:
        matter = matters[act.matter_id or 0]
        for person in nearest_with("judge_warning", matter.place_id, localdate()):
            with override(person.language):
                letter = Letter(
                    channel=Notice.Channel.INBOX,
                    template=act.kind,
                    subject=matter.title,
                    body=tell(act),
                    link=f"/desk/warnings/{matter.pk}/",
                    key=f"act-{act.pk}-staff-{person.pk}",
                    matter_id=matter.pk,
                    person_id=person.pk,
                )
            send(letter)
