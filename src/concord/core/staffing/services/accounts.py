"""Accounts of staff: enter a person, give a new password, close, open, remove a lost second step (K2, K8)."""

import re
from dataclasses import dataclass
from datetime import date

from allauth.mfa.models import Authenticator
from axes.utils import reset as forget_failed_sign_ins
from django.db import transaction
from django.utils.translation import gettext as _

from concord.core.acts.services import record
from concord.core.matters.access import declare_reader
from concord.core.people.models import Person
from concord.core.people.one_time import give_password
from concord.core.refusals import Refusal
from concord.core.staffing.access import not_over, people_run_by, works_elsewhere
from concord.core.staffing.facts import (
    AccountClosed,
    AccountOpened,
    NameCorrected,
    PasswordGiven,
    SecondFactorRemoved,
    StaffEntered,
)
from concord.core.staffing.services.roles import Post, check_post, take_up

USERNAME = re.compile(r"[a-z0-9][a-z0-9._-]{1,59}")


@dataclass(frozen=True, slots=True)
class Entered:
    """A person who was entered, and the one-time password to tell them; it can never be shown again."""

    person: Person
    password: str


def _clean_name(name: str) -> str:
    called = " ".join(name.split())
    if not called or len(called) > 80:
        raise Refusal(_("Write the person's name, with up to 80 characters."), field="name")
    return called


def new_person(name: str, username: str) -> Person:
    """A person with a user name that nobody has yet; refuses others, and names that nobody could type."""
    wanted, taken = username.strip().lower(), _("This user name is taken. Choose another one.")
    if not USERNAME.fullmatch(wanted):
        told = _("A user name has 2 to 60 small letters (a–z), digits, dots, hyphens or underscores.")
        raise Refusal(told, field="username")
    if Person.objects.filter(username__iexact=wanted).exists():
        raise Refusal(taken, field="username")
    person, fresh = Person.objects.get_or_create(username=wanted, defaults={"name": _clean_name(name)})
    if not fresh:
        raise Refusal(taken, field="username")
    return person


@transaction.atomic
def enter_staff(*, name: str, username: str, post: Post, by: Person, today: date) -> Entered:
    """Enter a new member of staff with a first role and a one-time password.

    Refuses a user name that is taken, and a post that `check_post` refuses.
    """
    declare_reader(by)
    check_post(post, by=by, today=today)
    person = new_person(name, username)
    password = give_password(person)
    body = post.organisation
    record(StaffEntered(person_id=person.pk, organisation_id=body.pk, organisation_name=body.name), by=by)
    take_up(person, post, by=by)
    return Entered(person, password)


def _account(pk: int, *, by: Person, today: date) -> Person:
    """The account with this key, locked; it is run by the operator of all the places where the person works.

    Refuses one's own, that of a person who also works elsewhere (whoever opens it would work there too), and that of
    a person who no longer works here, which is theirs alone.
    """
    declare_reader(by)
    person = people_run_by(by).select_for_update(of=("self",)).get(pk=pk)
    if person.pk == by.pk:
        raise Refusal(_("Nobody changes their own account or roles here. Ask another operator."))
    if works_elsewhere(person, by, today):
        raise Refusal(_("This person also works beyond your place. Ask the operator of the level above."))
    if not person.memberships.filter(not_over(today)).exists():
        raise Refusal(_("This person holds no role any more. Give them a role first."))
    return person


@transaction.atomic
def correct_name(pk: int, *, name: str, by: Person, today: date) -> Person:
    """Call a member of staff by another name from now on; what was signed before keeps the old one."""
    person = _account(pk, by=by, today=today)
    person.name = _clean_name(name)
    person.save(update_fields=["name"])
    record(NameCorrected(person_id=person.pk), by=by)
    return person


@transaction.atomic
def renew_password(pk: int, *, by: Person, today: date) -> Entered:
    """Give a one-time password to who forgot theirs; it ends their sessions and lifts a lock after wrong tries.

    Refuses a closed account.
    """
    person = _account(pk, by=by, today=today)
    if not person.is_active:
        raise Refusal(_("This account is closed. Open it first."))
    password = give_password(person)
    forget_failed_sign_ins(username=person.username)
    record(PasswordGiven(person_id=person.pk), by=by)
    return Entered(person, password)


@transaction.atomic
def close_account(pk: int, *, by: Person, today: date) -> Person:
    """Let nobody sign in with this account any more, from this moment; roles and what was done stay as they are."""
    person = _account(pk, by=by, today=today)
    if person.is_active:
        person.is_active = False
        person.save(update_fields=["is_active"])
        record(AccountClosed(person_id=person.pk), by=by)
    return person


@transaction.atomic
def open_account(pk: int, *, by: Person, today: date) -> Person:
    """Let a person sign in again, with the password they had."""
    person = _account(pk, by=by, today=today)
    if not person.is_active:
        person.is_active = True
        person.save(update_fields=["is_active"])
        record(AccountOpened(person_id=person.pk), by=by)
    return person


@transaction.atomic
def remove_second_factor(pk: int, *, by: Person, today: date) -> Person:
    """Take away the second step of who lost the device; where their role needs one, they set up a new one first.

    Refuses where there is none.
    """
    person = _account(pk, by=by, today=today)
    gone, _each = Authenticator.objects.filter(user=person).delete()
    if not gone:
        raise Refusal(_("This person has not set up a second step."))
    record(SecondFactorRemoved(person_id=person.pk), by=by)
    return person
