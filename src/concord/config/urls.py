"""Where each door is."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, URLResolver, include, path, re_path
from django.views.decorators.http import require_GET
from django.views.generic import RedirectView
from django.views.i18n import set_language

from concord.config.api import api
from concord.config.health import health
from concord.connectors.sms.views import receipts as sms_receipts
from concord.connectors.sources.views import push as source_push
from concord.connectors.webhook.views import receipts as webhook_receipts
from concord.core.notices.sign_in import phone_sign_in
from concord.core.people.account import account
from concord.core.people.doors import SignedInRequest, signed_in
from concord.web.context import doors_of

# Doors of the sign-in library that have no use here: there are no e-mail addresses, and nobody resets a password alone.
CLOSED = ("email", "confirm-email", "password/reset", "password/set", "login/code")


def page_not_found(request: HttpRequest) -> HttpResponse:
    """There is nothing here."""
    raise Http404


@signed_in
@require_GET
def workspace(request: SignedInRequest) -> HttpResponse:
    """The first door that stands open for a member of staff."""
    if not request.user.is_staff_member:
        raise Http404
    return redirect(doors_of(request.user)[0][0])


urlpatterns: list[URLPattern | URLResolver] = [
    path("", RedirectView.as_view(pattern_name="disputes:report"), name="home"),
    path("health/", health, name="health"),
    path("desk/", workspace, name="workspace"),
    path("language/", set_language, name="set_language"),
    path("accounts/phone/", phone_sign_in, name="phone_sign_in"),
    *[re_path(rf"^accounts/{closed}/", page_not_found) for closed in CLOSED],
    path("accounts/", include("allauth.urls")),
    path("account/", account, name="account"),
    path("places/", include("concord.core.people.places")),
    path("papers/", include("concord.core.papers.views")),
    path("connect/sms/receipts", sms_receipts, name="sms_receipts"),
    path("connect/webhook/receipts", webhook_receipts, name="webhook_receipts"),
    path("connect/exchange/<str:source>/<str:place>", source_push, name="source_push"),
    path("desk/staffing/", include("concord.core.staffing.urls")),
    path("desk/operations/", include("concord.core.notices.operations")),
    path("desk/exchange/", include("concord.core.exchange.urls")),
    path("desk/crosswalks/", include("concord.core.crosswalks.urls")),
    path("desk/search/", include("concord.core.search.urls")),
    path("desk/linking/", include("concord.core.linking.urls")),
    path("", include("concord.core.notices.views")),
    path("", include("concord.core.studio.urls")),
    path("api/", api.urls),
    path("", include("concord.core.agenda.urls")),
    path("", include("concord.web.desk.urls")),
    path("", include("concord.web.atlas.urls")),
    path("", include("concord.apps.disputes.urls")),
    path("", include("concord.apps.grassroots.sensing.urls")),
    path("", include("concord.apps.grassroots.evaluation.urls")),
    path("", include("concord.apps.grassroots.consultation.urls")),
    path("", include("concord.apps.grassroots.supervision.urls")),
    path("", include("concord.apps.insight.warnings.urls")),
    path("", include("concord.apps.contracts.urls")),
    path("", include("concord.apps.insight.classes.urls")),
    path("", include("concord.apps.insight.figures.urls")),
]
