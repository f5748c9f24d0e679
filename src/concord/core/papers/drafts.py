"""Papers that a browser sent before there is a matter for them: known to its session only."""

from django.contrib.sessions.backends.base import SessionBase
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from concord.core.matters.access import declare_system
from concord.core.papers.models import Paper
from concord.core.refusals import TooMany

KEY = "papers_sent"
MOST = 40


def refuse_too_many(session: SessionBase) -> None:
    """Refuses more files than one report can need from one browser session."""
    if len(session.get(KEY, [])) >= MOST:
        raise TooMany(_("You have sent 40 files already. Send the report with these; more can be added to it later."))


def remember_sent(session: SessionBase, paper: Paper) -> None:
    """Let this browser open a paper that it sent, until its matter is opened or its session ends."""
    session[KEY] = [*session.get(KEY, []), paper.pk][-MOST:]


def sent_papers(session: SessionBase) -> QuerySet[Paper]:
    """The papers this browser sent that belong to no matter yet."""
    declare_system()
    return Paper.objects.filter(pk__in=session.get(KEY, []), matter=None)
