"""The JSON API of the whole: routers of every room, problems, rates, and its OpenAPI 3.1 document."""

from django.conf import settings
from ninja import NinjaAPI
from ninja.throttling import AnonRateThrottle, AuthRateThrottle

from concord import __version__
from concord.apps.disputes.api import deeds, residents
from concord.core.api import tokens
from concord.core.api.problems import tell_problems

WORDS = """All that the screens do. Sign in with a token (`Authorization: Bearer …`, made under `/account/`) or with a
browser's session; a party uses its follow code (`Follow-Code: …`). Every POST needs an `Idempotency-Key`: sent again
with the same key, it answers as before and does nothing. Lists go from page to page by key (`before`). Errors are
problem details (RFC 9457)."""

for_strangers, for_known = settings.CONCORD_API_RATES
api = NinjaAPI(
    title="Concord · 和衡",
    version=__version__,
    description=WORDS,
    urls_namespace="api",
    throttle=[AnonRateThrottle(for_strangers), AuthRateThrottle(for_known)],
)
tell_problems(api)
for router in (tokens.router, residents.public, residents.party_doors, deeds.router):
    api.add_router("", router)
