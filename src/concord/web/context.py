"""What every page knows: the person and their part of the workspace."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from concord.core.people.access import may
from concord.core.people.models import Person

DOORS = [
    ("see_run", "desk:work", gettext_noop("My desk")),
    ("see_map", "atlas:home", gettext_noop("Map")),
    ("see_dispute", "disputes:list", gettext_noop("Disputes")),
    ("see_sighting", "grassroots:list", gettext_noop("Sightings")),
    ("see_consultation", "consultation:list", gettext_noop("Consultations")),
    ("see_figures", "figures:home", gettext_noop("Figures and index")),
    ("see_warning", "warnings:list", gettext_noop("Early warnings")),
    ("see_contract", "contracts:list", gettext_noop("Contracts")),
    ("link_matters", "linking:list", gettext_noop("Same dispute?")),
    ("see_supervision", "supervision:list", gettext_noop("Supervision")),
    ("answer_supervision", "supervision:list", gettext_noop("Supervision")),
    ("supervise", "supervision:watch", gettext_noop("Due soon and late")),
    ("report_sighting", "grassroots:home", gettext_noop("Grid patrol")),
    ("plan_patrol", "grassroots:points", gettext_noop("Patrol lists")),
    ("keep_pool", "consultation:pool", gettext_noop("Pool of four forces")),
    ("see_sighting", "grassroots:catalogue", gettext_noop("Catalogue")),
    ("see_evaluation", "evaluation:list", gettext_noop("Evaluation")),
    ("see_exchange", "exchange:list", gettext_noop("Data exchange")),
    ("see_crosswalk", "crosswalks:list", gettext_noop("Crosswalks")),
    ("answer_class", "classes:question", gettext_noop("What is it about?")),
    ("watch_classifier", "classes:accuracy", gettext_noop("Accuracy of the classifier")),
    ("run_linking", "linking:runs", gettext_noop("Compare all records")),
    ("draw_scenario", "studio:drafts", gettext_noop("Scenario studio")),
    ("register_dispute", "disputes:register", gettext_noop("Register a dispute")),
    ("print_poster", "disputes:posters", gettext_noop("QR codes")),
    ("call_residents", "evaluation:calls", gettext_noop("Ask by telephone")),
    ("manage_people", "staffing:people", gettext_noop("People")),
    ("manage_people", "staffing:organisations", gettext_noop("Organisations")),
    ("manage_people", "staffing:duties", gettext_noop("Duties")),
    ("manage_people", "staffing:grids", gettext_noop("Grids")),
    ("see_operations", "operations_notices", gettext_noop("Messages sent")),
]


def doors_of(person: Person) -> list[tuple[str, str]]:
    """The doors of the workspace that stand open for a member of staff: address and name, the first one first."""
    opened = dict.fromkeys((reverse(name), _(label)) for capability, name, label in DOORS if may(person, capability))
    return [*opened, (reverse("desk_inbox"), _("Inbox"))]


def shell(request: HttpRequest) -> dict[str, object]:
    """The rail of the workspace, by what this person may do."""
    user = request.user if isinstance(request.user, Person) else None
    if user is None or not user.is_staff_member:
        return {"nav": []}
    return {"nav": [(url, label, request.path == url) for url, label in doors_of(user)]}
