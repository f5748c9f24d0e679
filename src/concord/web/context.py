"""What every page knows: the person, their part of the workspace, and how many notices wait."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from concord.core.people.access import may
from concord.core.people.models import Person


def shell(request: HttpRequest) -> dict[str, object]:
    """The rail of the workspace, by what this person may do."""
    user = request.user if isinstance(request.user, Person) else None
    if user is None or not user.is_staff_member:
        return {"nav": []}
    doors = [
        ("see_dispute", "disputes:desk", _("My desk")),
        ("see_dispute", "disputes:list", _("Disputes")),
        ("register_dispute", "disputes:register", _("Register a dispute")),
        ("print_poster", "disputes:posters", _("QR codes")),
        ("see_operations", "operations_notices", _("Messages sent")),
    ]
    nav = [(reverse(name), label, request.path == reverse(name)) for may_do, name, label in doors if may(user, may_do)]
    inbox = reverse("desk_inbox")
    return {"nav": [*nav, (inbox, _("Inbox"), request.path == inbox)]}
