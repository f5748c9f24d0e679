"""The JSON API of the whole: the routers of every room, problems, rates, and its OpenAPI 3.1 document."""

from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Router, Schema

from concord import __version__
from concord.apps.disputes.api.doors import ROUTERS as DISPUTES
from concord.apps.grassroots.consultation.api.doors import router as consultations
from concord.apps.grassroots.consultation.api.pool import router as pool
from concord.apps.grassroots.evaluation.api import doors as evaluation
