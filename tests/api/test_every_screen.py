"""What can be done on a screen can be done by the API (house habit 15): each page is tried against the document."""

from collections.abc import Iterator

from django.urls import URLPattern, URLResolver, get_resolver

from concord.apps.disputes.views.deeds import DEEDS
from concord.apps.disputes.views.desk import TABS
from concord.apps.grassroots.sensing.views.desk import DEEDS as SIGHTING_DEEDS
from concord.config.api import api
from concord.core.agenda.views.steps import DEEDS as STEP_DEEDS

# Pages that are a browser's own affair, each with its reason.
BROWSER_ONLY = {
    "home": "leads to the report",
    "health": "for load balancers; it is JSON already",
    "set_language": "a program says Accept-Language",
    "sms_receipts": "a gateway's door, signed",
    "webhook_receipts": "a program's door, signed",
    "source_push": "an outside system's door, signed",
    "disputes:report_drop_file": "a program leaves the ticket out",
    "disputes:report_done": "the answer of POST /reports",
    "workspace": "leads a member of staff to the page they begin with",
    "desk:waiting": "an old address of my desk",
    "agenda:calendar_feed": "a calendar program's door, by a secret link",
    "desk_inbox": "the inbox in the desk's frame",
    "grassroots:manifest": "what a browser needs to install the phone's pages",
    "grassroots:worker": "the phone's own keeper of pages",
    "grassroots:waiting": "what waits on the phone itself",
    "evaluation:task": "leads from a task to its page",
}
OPERATIONS = {
    "account": ["GET /me", "PATCH /me", "GET /tokens", "POST /tokens", "DELETE /tokens/{pk}"],
    "phone_sign_in": ["POST /sign-in/code", "POST /sign-in"],
    "places": ["GET /places", "GET /places/{code}"],
    "place_here": ["GET /places/near"],
    "places_below": ["GET /places/{code}/children"],
    "papers:upload": ["POST /papers"],
    "papers:file": ["GET /papers/{pk}", "GET /papers/{pk}/content", "GET /sent-papers/{ticket}"],
    "papers:preview": ["GET /papers/{pk}/preview"],
    "inbox": ["GET /notices", "GET /notices/unread"],
    "inbox_read": ["POST /notices/read"],
    "open_notice": ["POST /notices/{pk}/read"],
    "operations_notices": ["GET /operations/channels", "GET /operations/given-up"],
    "operations_again": ["POST /operations/given-up/{pk}/again"],
    "operations_hooks": ["GET /operations/hooks", "POST /operations/hooks"],
    "operations_stop_hook": ["POST /operations/hooks/{pk}/stop"],
    "staffing:people": ["GET /people"],
    "staffing:enter": ["POST /people"],
    "staffing:person": ["GET /people/{pk}"],
    "staffing:give_role": ["POST /people/{pk}/roles", "GET /roles"],
    "staffing:end_role": ["POST /people/roles/{pk}/end"],
    "staffing:correct_name": ["POST /people/{pk}/name"],
    "staffing:password": ["POST /people/{pk}/password"],
    "staffing:close": ["POST /people/{pk}/close"],
    "staffing:open": ["POST /people/{pk}/open"],
    "staffing:second_factor": ["POST /people/{pk}/second-step/remove"],
    "staffing:organisations": ["GET /organisations"],
    "staffing:new_organisation": ["POST /organisations"],
    "staffing:organisation": ["POST /organisations/{pk}"],
    "staffing:duties": ["GET /duties"],
    "staffing:new_duty": ["POST /duties"],
    "staffing:end_duty": ["POST /duties/{pk}/end"],
    "staffing:grids": ["GET /places/{code}/children"],
    "staffing:places": ["GET /places/{code}/children"],
    "staffing:new_grid": ["POST /places/{code}/grids"],
    "staffing:grid_name": ["POST /places/{code}/name"],
    "exchange:list": ["GET /exchange/feeds", "GET /exchange/sources"],
    "exchange:connect": ["POST /exchange/feeds"],
    "exchange:export": ["GET /exchange/export", "GET /exchange/matters"],
    "exchange:records": ["GET /exchange/feeds/{pk}/records"],
    "exchange:feed": ["GET /exchange/feeds/{pk}", "GET /exchange/feeds/{pk}/jobs"],
    "exchange:send": ["POST /exchange/feeds/{pk}/files"],
    "exchange:fetch": ["POST /exchange/feeds/{pk}/fetch"],
    "exchange:disconnect": ["POST /exchange/feeds/{pk}/disconnect"],
    "exchange:refused": ["GET /exchange/feeds/{pk}/refused"],
    "exchange:table": ["GET /exchange/feeds/{pk}/refused/table"],
    "exchange:mend": ["GET /exchange/refused/{pk}", "POST /exchange/refused/{pk}/mend"],
    "exchange:job": ["GET /exchange/jobs/{pk}"],
    "exchange:stop": ["POST /exchange/jobs/{pk}/stop"],
    "exchange:resume": ["POST /exchange/jobs/{pk}/resume"],
    "studio:scenarios": ["GET /scenarios"],
    "studio:scenario": [
        "GET /scenarios/{code}",
        "GET /scenarios/{code}/drawing",
        "GET /scenarios/{code}/bpmn",
    ],
    "studio:drafts": ["GET /scenario-drafts", "GET /scenarios"],
    "studio:begin": ["POST /scenario-drafts", "POST /scenario-drafts/bpmn"],
    "studio:draft": ["GET /scenario-drafts/{pk}", "GET /scenario-drafts/{pk}/drawing"],
    "studio:part": ["POST /scenario-drafts/{pk}/save"],
    "studio:one": ["POST /scenario-drafts/{pk}/save"],
    "studio:move": ["POST /scenario-drafts/{pk}/save"],
    "studio:text": ["POST /scenario-drafts/{pk}/save", "POST /scenario-drafts/check"],
    "studio:trial": ["GET /scenario-drafts/{pk}/trial"],
    "studio:walk": ["POST /scenario-drafts/{pk}/walk"],
    "studio:compare": ["GET /scenario-drafts/{pk}/compare"],
    "studio:publish": ["POST /scenario-drafts/{pk}/publish"],
    "studio:discard": ["POST /scenario-drafts/{pk}/discard"],
    "studio:versions": ["GET /scenarios/{code}/versions", "GET /scenarios/{code}/versions/{old}/{new}"],
    "studio:retire": ["POST /scenarios/{code}/retire"],
    "disputes:poster_scanned": ["GET /scanned/{code}"],
    "disputes:report": ["POST /reports", "GET /taxonomy", "GET /taxonomy/{item}/doors"],
    "disputes:report_similar": ["GET /similar"],
    "disputes:report_who": ["POST /phone-codes"],
    "disputes:report_code": ["POST /reports"],
    "disputes:report_code_again": ["POST /phone-codes"],
    "disputes:follow": ["GET /followed"],
    "disputes:follow_link": ["GET /followed"],
    "disputes:mine": ["GET /mine"],
    "disputes:open_mine": ["GET /mine/{pk}"],
    "disputes:my": ["GET /followed"],
    "disputes:my_room": ["GET /followed/messages", "POST /followed/messages", "POST /followed/files"],
    "disputes:my_offers": ["GET /followed/offers", "POST /followed/offers"],
    "disputes:my_answer": ["POST /followed/offers/{pk}/answer"],
    "disputes:my_settlement": ["GET /followed/settlement", "POST /followed/settlement/signature"],
    "disputes:my_signing_code": ["POST /followed/settlement/code"],
    "disputes:my_rating": ["POST /followed/rating"],
    "disputes:my_objection": ["POST /followed/objection"],
    "disputes:my_withdrawal": ["POST /followed/withdrawal"],
    "desk:work": ["GET /tasks", "GET /tasks/lights", "GET /time-requests", "GET /demands", "GET /desk"],
    "desk:body": ["GET /bodies/{pk}/tasks"],
    "desk:place": ["GET /roll-up/{code}", "GET /roll-up/{code}/bodies", "GET /roll-up/{code}/townships"],
    "desk:workloads": ["GET /bodies/{pk}/workload"],
    "desk:workload": ["GET /bodies/{pk}/workload", "GET /bodies/{pk}/workload/people"],
    "desk:handover": ["GET /bodies/{pk}/people/{person}/handover", "POST /bodies/{pk}/people/{person}/handover"],
    "desk:stuck": ["GET /stuck/runs", "GET /stuck/orders"],
    "agenda:move": ["GET /runs/{pk}/versions", "GET /runs/{pk}/versions/{number}", "POST /runs/{pk}/versions/{number}"],
    "agenda:resume": ["POST /steps/{pk}/resume"],
    "agenda:calendar": ["GET /calendar-link", "POST /calendar-link"],
    "agenda:calendar_end": ["POST /calendar-link/end"],
    "agenda:matter": ["GET /matters/{pk}/runs", "GET /matters/{pk}/demands"],
    "agenda:choose": ["GET /matters/{pk}/scenarios"],
    "agenda:start": ["POST /matters/{pk}/runs"],
    "agenda:order": ["POST /matters/{pk}/orders"],
    "agenda:run": ["GET /runs/{pk}"],
    "agenda:cancel": ["POST /runs/{pk}/cancel"],
    "agenda:reassign": ["POST /steps/{pk}/reassign"],
    "agenda:deed": ["POST /steps/{pk}/papers", *(f"POST /steps/{{pk}}/{name}" for name in STEP_DEEDS)],
    "agenda:answer": ["POST /demands/{pk}/answer"],
    "agenda:decide": ["POST /time-requests/{pk}/decide"],
    "disputes:list": ["GET /disputes", "GET /disputes/counts", "GET /filters"],
    "disputes:export": ["GET /disputes/export"],
    "disputes:save_filter": ["POST /filters"],
    "disputes:forget_filter": ["DELETE /filters/{pk}"],
    "disputes:register": ["POST /disputes"],
    "disputes:alike": ["GET /disputes/alike"],
    "disputes:posters": ["GET /posters", "POST /posters"],
    "disputes:poster_paper": ["GET /posters/{pk}/paper"],
    "disputes:detail": ["GET /disputes/{pk}"],
    "disputes:accept": ["GET /disputes/{pk}/proposal", "POST /disputes/{pk}/accept"],
    "disputes:mediator": ["GET /disputes/{pk}/mediators", "POST /disputes/{pk}/mediator"],
    "disputes:draft": ["POST /disputes/{pk}/settlement"],
    "disputes:performed": ["POST /disputes/{pk}/instalments/{instalment}/performed"],
    "disputes:cancel": ["POST /disputes/{pk}/appointments/{appointment}/cancel"],
    "disputes:reveal": ["POST /disputes/{pk}/reveal"],
    "disputes:speak": ["POST /disputes/{pk}/messages", "POST /disputes/{pk}/files"],
    "consultation:list": ["GET /consultations"],
    "consultation:call": ["POST /matters/{about}/consultations"],
    "consultation:detail": ["GET /consultations/{pk}"],
    "consultation:tab": ["GET /consultations/{pk}", "GET /consultations/{pk}/messages"],
    "consultation:say": ["POST /consultations/{pk}/messages"],
    "consultation:remark": ["POST /consultations/{pk}/remarks"],
    "consultation:answer": ["POST /consultations/{pk}/participants/{participant}/answer"],
    "consultation:done": ["POST /decisions/{pk}/done"],
    "consultation:deed": [
        "GET /consultations/{pk}/proposed",
        "POST /consultations/{pk}/invite",
        "POST /consultations/{pk}/participants/{participant}/leave-out",
        "POST /consultations/{pk}/begin",
        "POST /consultations/{pk}/minutes",
        "POST /consultations/{pk}/minutes/confirm",
        "POST /consultations/{pk}/decisions",
        "POST /consultations/{pk}/opinions",
        "POST /consultations/{pk}/bookings",
        "POST /consultations/{pk}/solved",
        "POST /consultations/{pk}/unsolved",
        "POST /consultations/{pk}/move-up",
    ],
    "warnings:list": ["GET /warnings"],
    "warnings:detail": ["GET /warnings/{pk}"],
    "warnings:judge": ["POST /warnings/{pk}/judgement"],
    "warnings:end": ["POST /warnings/{pk}/end"],
    "warnings:people": ["GET /warnings/{pk}/people", "GET /warnings/{pk}/progress"],
    "warnings:people_deed": [
        "POST /warnings/{pk}/people",
        "POST /warnings/{pk}/offers",
        "POST /warnings/{pk}/answers",
    ],
    "warnings:set_apart": ["POST /warnings/{pk}/evidence/{about}/apart"],
    "supervision:list": ["GET /supervision"],
    "supervision:watch": ["GET /supervision/watch"],
    "supervision:supervise": ["POST /matters/{about}/supervision"],
    "supervision:detail": ["GET /supervision/{pk}"],
    "supervision:deed": [
        "POST /supervision/{pk}/orders",
        "POST /supervision/{pk}/findings",
        "POST /supervision/{pk}/followers",
        "POST /supervision/{pk}/close",
        "POST /supervision/{pk}/statements",
    ],
    "supervision:answer": ["POST /supervision/{pk}/orders/{demand}/answer"],
    "supervision:object": ["POST /findings/{pk}/objection"],
    "supervision:decide": ["POST /objections/{pk}/decision"],
    "consultation:pool": ["GET /pool", "POST /pool"],
    "consultation:leave": ["POST /pool/{pk}/leave"],
    "consultation:bookings": ["GET /bookings"],
    "consultation:answer_booking": ["POST /bookings/{pk}/answer"],
    "consultation:cancel_booking": ["POST /bookings/{pk}/cancel"],
    "grassroots:home": ["GET /patrol"],
    "grassroots:report": ["GET /sighting-catalogue", "POST /sightings", "POST /sightings/{pk}/photos"],
    "grassroots:patrol": ["GET /patrol"],
    "grassroots:tick": ["POST /patrol/{pk}/visits"],
    "grassroots:list": ["GET /sightings", "GET /sightings/counts"],
    "grassroots:detail": ["GET /sightings/{pk}"],
    "grassroots:deed": [f"POST /sightings/{{pk}}/{name}" for name in SIGHTING_DEEDS],
    "grassroots:catalogue": ["GET /sighting-catalogue", "GET /sightings/counts"],
    "grassroots:points": ["GET /patrol-points", "POST /patrol-points"],
    "evaluation:list": ["GET /evaluation/sheets"],
    "evaluation:publish": ["POST /evaluation/sheets"],
    "evaluation:satisfaction": ["GET /evaluation/satisfaction"],
    "evaluation:sheet": ["GET /evaluation/sheets/{pk}"],
    "evaluation:correct": ["POST /evaluation/sheets/{pk}/correct"],
    "evaluation:figure": ["GET /evaluation/figures/{pk}/matters"],
    "evaluation:object": ["POST /evaluation/figures/{pk}/objection"],
    "evaluation:objections": ["GET /evaluation/objections"],
    "evaluation:decide": ["POST /evaluation/objections/{pk}/decision"],
    "evaluation:unit": ["GET /evaluation/units/{pk}"],
    "evaluation:periods": ["GET /evaluation/units/{pk}/periods"],
    "evaluation:versions": ["GET /evaluation/sheets/{pk}/versions"],
    "evaluation:put_rights": ["GET /evaluation/put-right"],
    "evaluation:put_right": ["GET /evaluation/put-right/{pk}", "POST /evaluation/put-right/{pk}"],
    "evaluation:calls": ["GET /evaluation/calls"],
    "evaluation:draw": ["POST /evaluation/calls"],
    "evaluation:call": ["POST /evaluation/calls", "POST /evaluation/calls/{pk}/answer"],
    "evaluation:number": ["POST /evaluation/calls/{pk}/number"],
    "evaluation:unreached": ["POST /evaluation/calls/{pk}/not-reached"],
    "evaluation:asked": ["GET /asked/{key}", "POST /asked/{key}"],
    "evaluation:formulae": ["GET /formulae"],
    "evaluation:formula": ["GET /formulae/{code}"],
    "grassroots:end_point": ["POST /patrol-points/{pk}/end"],
}
DEED_OPERATIONS = {
    "refuse": "refuse",
    "join": "join",
    "department": "department",
    "resolve": "resolution",
    "contest": "contest",
    "boundary": "boundary",
    "take-up": "take-up",
    "decline": "decline",
    "reach": "parties",
    "appointment": "appointments",
    "offer": "offers",
    "recall": "settlement/recall",
    "sign": "settlement/signature",
    "end": "end",
    "visit": "visit",
    "objection": "objection",
}
TAB_OPERATIONS = {
    "story": ["story", "reports"],
    "parties": ["parties"],
    "papers": ["papers"],
    "tasks": ["tasks", "appointments"],
    "room": ["messages", "offers"],
    "settlement": ["settlement"],
    "links": ["links"],
}
BY_TABLE = {"disputes:deed": DEED_OPERATIONS, "disputes:tab": TAB_OPERATIONS}


def offered() -> set[str]:
    """Every operation of the document."""
    paths = api.get_openapi_schema(path_prefix="/")["paths"]
    return {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}


def screens(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The name of every page of ours; those of the sign-in library and of the API itself are not among them."""
    for one in patterns:
        if isinstance(one, URLResolver):
            if one.namespace != "api" and "allauth" not in str(one.urlconf_name):
                yield from screens(one.url_patterns, f"{one.namespace}:" if one.namespace else before)
        elif one.name:
            yield before + one.name


def test_every_page_has_its_operations() -> None:
    known = set(OPERATIONS) | set(BROWSER_ONLY) | set(BY_TABLE)
    assert set(screens(get_resolver().url_patterns)) - known == set(), "Give the new page its operation in the API."
    assert known - set(screens(get_resolver().url_patterns)) == set()


def test_every_deed_and_tab_of_a_dispute_has_its_operation() -> None:
    assert set(DEED_OPERATIONS) == set(DEEDS)
    assert set(TAB_OPERATIONS) == set(TABS)


def test_the_operations_are_all_offered() -> None:
    named = {operation for several in OPERATIONS.values() for operation in several}
    named |= {f"POST /disputes/{{pk}}/{name}" for name in DEED_OPERATIONS.values()}
    named |= {f"GET /disputes/{{pk}}/{name}" for several in TAB_OPERATIONS.values() for name in several}
    assert named - offered() == set()
