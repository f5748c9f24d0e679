"""What operators did. A person stands here by number only, so that the record holds no name that must be forgotten."""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.translation import gettext_noop as _

from concord.core.acts.facts import Fact


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffEntered(Fact):
    story: ClassVar[str] = _("Person %(person_id)s was entered as a member of staff of %(organisation_name)s.")
    matter_id: int | None = None
    person_id: int
    organisation_id: int
    organisation_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleGiven(Fact):
    story: ClassVar[str] = _(
        "Person %(person_id)s was given the role %(role)s at %(organisation_name)s for %(place_name)s, from %(starts)s."
    )
    matter_id: int | None = None
    person_id: int
    role: str
    organisation_id: int
    organisation_name: str
    place_id: str
    place_name: str
    starts: str
    ends: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleEnded(Fact):
    story: ClassVar[str] = _(
        "The role %(role)s of person %(person_id)s at %(organisation_name)s has its last day on %(last_day)s."
    )
    matter_id: int | None = None
    person_id: int
    role: str
    organisation_id: int
    organisation_name: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NameCorrected(Fact):
    story: ClassVar[str] = _("The name of person %(person_id)s was corrected.")
    matter_id: int | None = None
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PasswordGiven(Fact):
    story: ClassVar[str] = _("Person %(person_id)s was given a one-time password.")
    matter_id: int | None = None
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountClosed(Fact):
    story: ClassVar[str] = _("The account of person %(person_id)s was closed.")
    matter_id: int | None = None
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class AccountOpened(Fact):
    story: ClassVar[str] = _("The account of person %(person_id)s was opened again.")
    matter_id: int | None = None
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SecondFactorRemoved(Fact):
    story: ClassVar[str] = _("The lost second step of person %(person_id)s was removed.")
    matter_id: int | None = None
    person_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationAdded(Fact):
    story: ClassVar[str] = _("%(organisation_name)s was added in %(place_name)s.")
    matter_id: int | None = None
    organisation_id: int
    organisation_name: str
    place_id: str
    place_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationChanged(Fact):
    story: ClassVar[str] = _("What is known of %(organisation_name)s was changed.")
    matter_id: int | None = None
    organisation_id: int
    organisation_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyAdded(Fact):
    story: ClassVar[str] = _("%(organisation_name)s has the duty %(topic)s in %(place_name)s.")
    matter_id: int | None = None
    organisation_id: int
    organisation_name: str
    topic: str
    place_id: str
    place_name: str
    part: str
    basis: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyEnded(Fact):
    story: ClassVar[str] = _("%(organisation_name)s no longer has the duty %(topic)s in %(place_name)s.")
    matter_id: int | None = None
    organisation_id: int
    organisation_name: str
    topic: str
    place_id: str
    place_name: str
    part: str
