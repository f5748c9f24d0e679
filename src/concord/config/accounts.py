"""How accounts come about: staff are entered by their organisation, residents by their phone; nobody signs up."""

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.forms import ChangePasswordForm, LoginForm
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from concord.core.people.models import Person
from concord.core.people.one_time import choose_password, is_too_late
from concord.core.people.sealed import seal, unseal


class StaffLogin(LoginForm):  # type: ignore[misc]
    """Name and password; who forgot theirs is told who gives a new one, since there is no mail to send it by."""

    user: Person | None

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password"].help_text = _("Forgotten? The systems operator of your county gives you a new one.")
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)

    def clean(self) -> dict[str, object]:
        """A one-time password opens the account for three days, and no longer."""
        told: dict[str, object] = super().clean()
        if isinstance(self.user, Person) and is_too_late(self.user):
            self.user = None
            raise ValidationError(_("This one-time password is too old. Ask your systems operator for a new one."))
        return told


class OwnPassword(ChangePasswordForm):  # type: ignore[misc]
    """A new password, chosen by who knows the one of now; nobody resets one alone, so no link leads there."""

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].help_text = ""
        for field in self.fields.values():
            field.widget.attrs.pop("placeholder", None)


class ClosedSignup(DefaultAccountAdapter):  # type: ignore[misc]
    """No open sign-up; staff land at their desk, residents at their own matters."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        if isinstance(request.user, Person) and request.user.is_staff_member:
            return reverse("workspace")
        return reverse("disputes:mine")

    def clean_password(self, password: str, user: AbstractBaseUser | None = None) -> str:
        """A new password is another one than before: a one-time password was seen by who gave it."""
        if user is not None and user.check_password(password):
            raise ValidationError(_("This is your password of now. Choose another one, which only you know."))
        return str(super().clean_password(password, user))

    def set_password(self, user: Person, password: str) -> None:
        """The person has chosen their own."""
        choose_password(user, password)

    def is_reauthentication_required(self, *, app: str) -> bool:
        """Ask once more who it is before protection changes; a resident with only a phone has nothing to be asked."""
        user = self.request.user
        can_be_asked = user.has_usable_password() or is_mfa_enabled(user)
        return bool(super().is_reauthentication_required(app=app)) and can_be_asked


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets of authenticator apps and recovery codes lie sealed in the database, like all personal data."""

    def encrypt(self, text: str) -> str:
        return seal(text)

    def decrypt(self, encrypted_text: str) -> str:
        return unseal(encrypted_text)
