"""All JSON doors of contracts, entered on their routers by being imported here."""

from concord.apps.contracts.api import deeds, lookups, oversight, performing, reading, reviews
from concord.apps.contracts.api.routers import public, router

FAMILIES = (reading, deeds, reviews, performing, lookups, oversight)
ROUTERS = (router, public)
