"""Kinds of contracts, ways in which a counterparty is found, and for whom a text is read."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Nature(models.TextChoices):
    """Kinds of contracts, as the screening knows them."""

    WORKS = "works", _("construction works")
    GOODS = "goods", _("goods")
    SERVICES = "services", _("services")
    SOFTWARE = "software", _("software and information systems")
    LEASE = "lease", _("lease")
    LAND = "land", _("rural land")
    PROPERTY = "property", _("property management")
    DESIGN = "design", _("design and consulting")
    TRANSFER = "transfer", _("transfer of assets")
    ADMINISTRATIVE = "administrative", _("administrative agreement")
    GUARANTEE = "guarantee", _("guarantee")
    OTHER = "other", _("other contract")


class Procurement(models.TextChoices):
    """How the counterparty was found."""

    OPEN_TENDER = "open_tender", _("open tender")
    INVITED_TENDER = "invited_tender", _("invited tender")
    NEGOTIATION = "negotiation", _("competitive negotiation")
    CONSULTATION = "consultation", _("competitive consultation")
    INQUIRY = "inquiry", _("price inquiry")
    SINGLE_SOURCE = "single_source", _("single source")
    FRAMEWORK = "framework", _("framework agreement")
    SMALL = "small", _("below the limit, bought directly")
    NONE = "none", _("no procurement")

    @property
    def by_procurement_law(self) -> bool:
        """Whether the Government Procurement Law holds for a contract found this way."""
        return self not in {Procurement.SMALL, Procurement.NONE}


class Stance(models.TextChoices):
    """For whom the text is read."""

    PUBLIC = "public", _("for the public body, fair to the supplier")
    SUPPLIER = "supplier", _("for the counterparty")
    NEUTRAL = "neutral", _("for neither side")
