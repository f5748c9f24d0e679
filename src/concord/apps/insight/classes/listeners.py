"""What a person decided at triage is an answer too; who watches the classifier is told when a watch rings."""

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from concord.apps.insight.classes import facts
from concord.apps.insight.classes.judgements import judged, sources_of
from concord.apps.insight.classes.models import Judged, Via
from concord.core.acts.facts import tell
from concord.core.acts.models import Act
from concord.core.acts.relay import listens_to
from concord.core.agenda.duty import nearest_with
from concord.core.notices.models import Notice
from concord.core.notices.services import Letter, send


@listens_to("DisputeAccepted")
def keep_what_triage_said(acts: list[Act]) -> None:
    """Keep what the machine had proposed and what was decided; acts from before proposals were told are left out."""
    told = [act for act in acts if act.matter_id is not None and act.payload.get("proposed")]
    sources = sources_of(act.matter_id for act in told if act.matter_id is not None)
    Judged.objects.bulk_create(
        (
            judged(
                act.matter_id,
                via=Via.TRIAGE,
                source=sources.get(act.matter_id, ""),
                proposed=act.payload["proposed"],
                first_three=act.payload["first_three"],
                chosen=act.payload["item"],
                model=act.payload["model"],
                by=act.actor,
                at=act.at,
                act=act.pk,
            )
            for act in told
            if act.matter_id is not None
        ),
        ignore_conflicts=True,
    )


@listens_to(facts.ClassifierDrifted)
def tell_who_watches(acts: list[Act]) -> None:
    """Tell the nearest people who watch the classifier."""
    for act in acts:
        for person in nearest_with("watch_classifier", act.payload["place"], localdate()):
            with override(person.language):
                letter = Letter(
                    channel=Notice.Channel.INBOX,
                    template=act.kind,
                    subject=_("The classifier should be looked at"),
                    body=tell(act),
                    link=reverse("classes:accuracy"),
                    key=f"act-{act.pk}-staff-{person.pk}",
                    person_id=person.pk,
                )
            send(letter)
