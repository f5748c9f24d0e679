"""The JSON API of the whole: the routers of every room, problems, rates, and its OpenAPI 3.1 document."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from concord import __version__
from concord.apps.contracts.api.doors import ROUTERS as CONTRACTS
from concord.apps.disputes.api.doors import ROUTERS as DISPUTES
from concord.apps.grassroots.consultation.api.doors import router as consultations
from concord.apps.grassroots.consultation.api.pool import router as pool
from concord.apps.grassroots.evaluation.api import asking
from concord.apps.grassroots.evaluation.api import doors as evaluation
from concord.apps.grassroots.evaluation.api import units as evaluated
from concord.apps.grassroots.sensing.api.doors import router as sensing
from concord.apps.grassroots.supervision.api.doors import router as supervision
from concord.apps.insight.classes.api.doors import router as classes
from concord.apps.insight.figures.api import doors as figures
from concord.apps.insight.warnings.api import detectors
from concord.apps.insight.warnings.api.doors import router as early_warnings
from concord.core.api import bodies, drafts, inbox, operations, papers, people, places, studio, tokens
from concord.core.api.agenda import calendar, desk, leading
from concord.core.api.agenda import doors as agenda
from concord.core.api.crosswalks.doors import router as crosswalks
from concord.core.api.document import DescribedAPI
from concord.core.api.exchange.doors import router as exchange
from concord.core.api.linking.doors import router as linking
from concord.core.api.parser import JsonParser
from concord.core.api.problems import KINDS, tell_problems
from concord.core.api.rates import FOR_KNOWN, FOR_STRANGERS
from concord.core.api.search.doors import router as search
from concord.web.atlas.api.doors import router as one_map

WORDS = """All that the screens do. Sign in with a token (`Authorization: Bearer …`, made under `/account/` or, by
residents, at `/api/sign-in`), or with a browser's session and its CSRF token (`X-CSRFToken: …`). A party uses its
follow code (`Follow-Code: …`). Every POST needs an `Idempotency-Key`: sent again with the same key, it answers as
before and does nothing. Long lists go from page to page by `cursor`. Errors are problem details (RFC 9457); their
kinds are listed at `/api/problems`. What you may not see does not exist for you (404)."""

about = Router(tags=["about"])


class KindShown(Schema):
    """A kind of problem: its status, what it means, and what to do about it."""

    kind: str
    status: int
    title: str
    advice: str


@about.get("/problems", response=list[KindShown])
def problems(request: HttpRequest) -> list[KindShown]:
    """All kinds of problems, in the reader's language."""
    return [
        KindShown(kind=name, status=kind.status, title=_(kind.title), advice=_(kind.advice))
        for name, kind in KINDS.items()
    ]


CORE = (
    tokens.router,
    tokens.by_phone,
    places.router,
    inbox.router,
    papers.router,
    papers.sending,
    operations.router,
    studio.router,
    exchange,
    crosswalks,
    linking,
    drafts.router,
    search,
)
STAFFING = (people.router, bodies.router)
api = DescribedAPI(
    title="Concord · 和衡",
    version=__version__,
    description=WORDS,
    urls_namespace="api",
    parser=JsonParser(),
    throttle=[FOR_STRANGERS, FOR_KNOWN],
)
tell_problems(api)
EVALUATION = (evaluation.router, evaluation.public, evaluated.router, asking.router, asking.public)
GRASSROOTS = (sensing, consultations, pool, supervision, *EVALUATION)
AGENDA = (desk.router, calendar.router, leading.router, agenda.router)
INSIGHT = (early_warnings, detectors.router, one_map, classes, figures.router, figures.public)
for router in (about, *CORE, *STAFFING, *AGENDA, *DISPUTES, *GRASSROOTS, *INSIGHT, *CONTRACTS):
    api.add_router("", router)
