"""All JSON doors of disputes, entered on their routers by being imported here."""

from concord.apps.disputes.api import follow, lists, posters, reading, report, taxonomy
from concord.apps.disputes.api.deeds import intake, mediation, settlement, triage
from concord.apps.disputes.api.routers import party, public, staff

FAMILIES = (lists, posters, reading, intake, triage, mediation, settlement, report, taxonomy, follow)
ROUTERS = (staff, public, party)
