"""The routers of contracts: for who is signed in, and for anyone."""

from ninja import Router

from concord.core.api.auth import signed_in

router = Router(tags=["contracts"], auth=signed_in)
public = Router(tags=["contracts"])
ONE = "/contracts/{int:pk}"
