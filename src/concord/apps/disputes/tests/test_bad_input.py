"""What is empty, huge, broken or harmful gets a clear sentence and changes nothing; what is only odd is kept."""

from io import BytesIO

import pypdfium2
import pytest
from django.conf import settings
from openpyxl import load_workbook

from concord.apps.disputes.models import Dispute, Report
from concord.apps.disputes.tests.browsers import Browser, browser, follower, nothing_changes, six_digits
from concord.apps.disputes.tests.doors import DOORS, Door, Said, answered, knock
from concord.apps.disputes.tests.told import BO, WORDS, Told, accept, assign, report, take_up, told_to
from concord.core.matters.access import declare_system
from concord.core.matters.follow import new_follow_code
from concord.core.matters.models import Matter, Party
from concord.core.papers import store
from tests.ground.cast import Cast

SCRIPT = '<script>alert("和衡")</script><img src=x onerror=alert(1)>'
ODD = [
    "😀🏗️👷🏽‍♀️💰",
    "لم أحصل على أجري",
    "A\u0301\u202egnippohs\u200b",
    "%s %(name)s {0} {{x}} $1 \\n",
    "' OR 1=1; --",
    "=1+1",
    "长" * 5000,
]
TOWN = "330105001"


@pytest.mark.django_db
@pytest.mark.parametrize("words", [f"包工头拖欠工资 {odd}"[:5000] for odd in ODD], ids=range(len(ODD)))
def test_odd_words_are_kept_as_they_were_said(cast: Cast, words: str) -> None:
    told = report(cast, words=words, name=words[:80], respondent=words[:160])
    assert told.dispute.words == words
    for client, page in ((follower(told.code), "/my/"), (browser(cast, "alice"), f"/desk/disputes/{told.pk}/")):
        assert client.get(page).status_code == 200


def marked(cast: Cast) -> Told:
    """A dispute in which everything that anyone may type is script."""
    told = report(cast, words=f"{WORDS}{SCRIPT}", name=f"王{SCRIPT}", respondent=f"恒远{SCRIPT}", object=SCRIPT)
    for step in (accept, assign, take_up):
        step(told)
    mei = browser(cast, "mei")
    mei.post(f"/desk/disputes/{told.pk}/room/say/", {"text": SCRIPT, "audience": "all"})
    said: Said = {"starts_at": "2030-01-01T10:00", "ends_at": "2030-01-01T11:00", "way": "in_person", "where": SCRIPT}
    for deed, typed in (("appointment", said), ("offer", {"terms": SCRIPT}), ("draft", {"terms": SCRIPT})):
        assert answered(knock(told, "mei", deed, typed, "screen")) == 200
    browser(cast, "alice").post("/desk/disputes/filters/", {"name": SCRIPT[:60], "query": f"q={SCRIPT}"})
    return told


@pytest.mark.django_db
def test_script_in_any_text_is_shown_as_text_on_every_page(cast: Cast) -> None:
    told = marked(cast)
    desk = [
        f"/desk/disputes/{told.pk}/{tab}/"
        for tab in ("story", "parties", "papers", "tasks", "room", "settlement", "links")
    ]
    desk += [
        "/desk/work/",
        "/desk/disputes/",
        f"/desk/disputes/?q={SCRIPT}",
        f"/desk/disputes/new/alike/?respondent=恒远{SCRIPT}",
    ]
    mine = [
        "/my/",
        "/my/room/",
        "/my/offers/",
        "/my/settlement/",
        "/my/objection/",
        f"/report/similar/?words={WORDS}&place={TOWN}",
    ]
    pages = [(browser(cast, who), page) for who in ("alice", "mei") for page in desk]
    shown = 0
    for client, page in [*pages, *((follower(told.code), page) for page in mine)]:
        answer = client.get(page)
        text = answer.content.decode()
        assert answer.status_code == (404 if client is pages[-1][0] and "alike" in page else 200), page
        assert SCRIPT not in text
        assert "<script>alert" not in text
        assert "<img src=x" not in text
        shown += "&lt;script&gt;alert" in text
    assert shown >= 12


@pytest.mark.django_db
def test_script_typed_into_a_form_that_is_refused_comes_back_as_text(cast: Cast) -> None:
    typed = {"words": SCRIPT, "place": SCRIPT, "respondent": SCRIPT, "amount": SCRIPT, "happened_on": SCRIPT}
    answer = browser(cast).post("/report/", typed)
    assert answer.status_code == 422
    assert "<script>alert" not in answer.content.decode()
    assert "&lt;script&gt;alert" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("mark", ["=", "+", "-", "@", "\t=", "\r="])
def test_no_text_becomes_a_formula_of_the_spreadsheet(cast: Cast, mark: str) -> None:
    formula = f'{mark}HYPERLINK("http://x.example","点我") 欠我工资不还'
    told = report(cast, words=formula, name=formula)
    declare_system()
    Matter.objects.filter(pk=told.pk).update(title=formula)
    sheet = load_workbook(BytesIO(browser(cast, "alice").get("/desk/disputes/export/").content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any("HYPERLINK" in str(cell.value) for cell in cells)


@pytest.mark.django_db
def test_no_text_becomes_code_of_a_paper(cast: Cast) -> None:
    told = told_to("mediating", cast)
    harm = '#panic("x") $1/0$ #import "/etc/passwd" \\ "]) <script>'
    assert answered(knock(told, "mei", "draft", {"terms": harm}, "screen")) == 200
    page = pypdfium2.PdfDocument(store.get(told.settlement.paper.sha256))[0]
    assert "#panic(" in page.get_textpage().get_text_range()


@pytest.mark.django_db
@pytest.mark.parametrize("door", DOORS)
def test_many_reports_from_one_phone_end_with_a_clear_sentence_and_none_is_lost(cast: Cast, door: Door) -> None:
    most = settings.CONCORD_REPORTS_PER_PHONE_A_DAY
    for number in range(most):
        report(cast, sent_key=f"key-{number}")
    client = browser(cast)
    if door == "screen":
        client.post("/report/", {"words": WORDS, "place": TOWN})
        client.post("/report/who/", {"name": "王小波", "phone": BO})
        last = client.post("/report/code/", {"phone_code": six_digits(BO)})
    else:
        client.send("/api/phone-codes", {"phone": BO})
        said = {"words": WORDS, "place": TOWN, "name": "王", "phone": BO, "phone_code": six_digits(BO)}
        last = client.send("/api/reports", said)
    assert last.status_code == 429
    assert "12345" in last.content.decode()
    declare_system()
    assert (Report.objects.count(), Dispute.objects.count()) == (most, most)
    if door == "screen":
        assert client.get("/report/").context["form"]["words"].value() == WORDS


@pytest.mark.django_db
def test_another_phone_is_not_held_up_by_the_first(cast: Cast) -> None:
    for number in range(settings.CONCORD_REPORTS_PER_PHONE_A_DAY):
        report(cast, sent_key=f"key-{number}")
    assert report(cast, phone="13900000002").stage == "reported"


@pytest.mark.django_db
def test_codes_are_sent_six_times_an_hour_and_no_more(cast: Cast) -> None:
    client = browser(cast)
    client.post("/report/", {"words": WORDS, "place": TOWN})
    answers = [client.post("/report/who/", {"name": "王", "phone": BO}).status_code for _again in range(8)]
    assert answers == [302] * 6 + [429] * 2
    assert client.post("/report/code/again/").status_code == 429


def tampered(code: str) -> list[str]:
    """Codes that look like a good one and are not."""
    other = "0" if code[0] != "0" else "1"
    return [
        "",
        "x",
        code[:-1],
        code + "0",
        other + code[1:],
        code[::-1],
        "😀" * 12,
        "0" * 500,
        new_follow_code(),
        "%00",
        "../" * 4,
        SCRIPT,
    ]


@pytest.mark.django_db
def test_a_tampered_follow_code_opens_nothing(cast: Cast) -> None:
    told = told_to("mediating", cast)
    for code in tampered(told.code):
        client = browser(cast)
        with nothing_changes():
            typed = client.post("/follow/", {"code": code})
            linked = client.get(f"/f/{code}")
            spoken = client.send(
                "/api/followed/withdrawal",
                {"reason": "x"},
                headers={"Follow-Code": code.encode("ascii", "ignore").decode() or "x"},
            )
        assert (typed.status_code in {409, 422}, linked.status_code in {400, 404, 409}, spoken.status_code) == (
            True,
            True,
            401,
        ), code
        assert client.get("/my/").headers["Location"] == "/follow/"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [
        str.lower,
        lambda code: code.replace("-", ""),
        lambda code: f" {code} ",
        lambda code: code.replace("1", "I").replace("0", "O"),
    ],
)
def test_a_code_written_in_another_hand_is_still_the_code(cast: Cast, change: object) -> None:
    told = report(cast)
    client = browser(cast)
    assert client.post("/follow/", {"code": change(told.code)}).headers["Location"] == "/my/"  # type: ignore[operator]


@pytest.mark.django_db
def test_a_code_that_was_replaced_no_longer_follows(cast: Cast) -> None:
    told = told_to("mediating", cast)
    old, client = told.boss_code, follower(told.boss_code)
    knock(
        told,
        "mei",
        "reach",
        {"side": "respondent", "name": "恒远", "phone": "13911110003", "party": "respondent"},
        "screen",
    )
    assert client.get("/my/").headers["Location"] == "/follow/"
    assert browser(cast).get(f"/f/{old}").status_code == 409


NUL, LONE = "\0", "\ud800"


def with_nul(cast: Cast, told: Told) -> list[tuple[Browser, str, str, object]]:
    """Every door that takes words, with a NUL in them: who, how, where, what."""
    alice, mei, bo, nobody = browser(cast, "alice"), browser(cast, "mei"), follower(told.code), browser(cast)
    declare_system()
    return [
        (nobody, "post", "/report/", {"words": f"欠我工资{NUL}不还", "place": TOWN}),
        (nobody, "post", "/follow/", {"code": f"{NUL}" * 12}),
        (nobody, "get", "/f/%00%00", None),
        (nobody, "get", "/r/%00", None),
        (nobody, "get", "/report/similar/?words=abcdefgh%00&place=%00", None),
        (nobody, "get", "/places/?q=%00&within=%00", None),
        (nobody, "get", "/places/children/%00/", None),
        (alice, "get", "/desk/disputes/?q=%00&place=%00&category=%00&stage=%00", None),
        (alice, "get", "/desk/disputes/new/alike/?phone=%00&respondent=ab%00", None),
        (alice, "get", "/desk/disputes/export/?q=%00", None),
        (alice, "post", "/desk/disputes/filters/", {"name": NUL, "query": f"q={NUL}"}),
        (alice, "post", "/desk/disputes/new/", {"words": f"欠我工资{NUL}", "name": NUL, "phone": BO, "place": TOWN}),
        (alice, "post", "/desk/posters/", {"place": TOWN, "hangs_on": NUL}),
        (mei, "post", f"/desk/disputes/{told.pk}/room/say/", {"text": f"a{NUL}"}),
        (mei, "post", f"/desk/disputes/{told.pk}/do/offer/", {"terms": f"a{NUL}"}),
        (bo, "post", "/my/room/", {"text": f"a{NUL}"}),
        (bo, "post", "/my/withdrawal/", {"reason": f"a{NUL}"}),
    ]


@pytest.mark.django_db
def test_a_nul_in_words_is_refused_or_left_out_and_nothing_breaks(cast: Cast) -> None:
    told = told_to("mediating", cast)
    for client, method, address, said in with_nul(cast, told):
        with nothing_changes():
            answer = client.get(address) if method == "get" else client.post(address, said)
        assert answer.status_code in {200, 400, 404, 409, 422}, address


@pytest.mark.django_db
@pytest.mark.parametrize("bad", ["\\u0000", "\\ud800", "\\udfff\\ud800"])
def test_words_that_no_text_can_hold_are_refused_by_the_api(cast: Cast, bad: str) -> None:
    told = told_to("mediating", cast)
    alice, mei, nobody = browser(cast, "alice"), browser(cast, "mei"), browser(cast)
    word, base = f"欠我工资不还{bad}", f"/api/disputes/{told.pk}"
    tries = [
        (alice, "/api/disputes", {"words": word, "place": TOWN, "name": "王", "phone": BO}),
        (alice, "/api/disputes", {"words": WORDS, "place": TOWN, "name": word, "phone": BO, "respondent": word}),
        (alice, "/api/disputes", {"words": WORDS, "place": bad, "name": "王", "phone": BO}),
        (alice, f"{base}/accept", {"item": bad, "place": TOWN}),
        (alice, f"{base}/join", {"number": bad, "reason": word}),
        (mei, f"{base}/messages", {"text": word}),
        (mei, f"{base}/offers", {"terms": word}),
        (mei, f"{base}/settlement", {"terms": word}),
        (nobody, "/api/phone-codes", {"phone": bad}),
        (nobody, "/api/reports", {"words": word, "place": TOWN, "name": word, "phone": BO, "phone_code": bad}),
    ]
    for client, address, said in tries:
        body = "{" + ",".join(f'"{name}": "{value}"' for name, value in said.items()) + "}"
        with nothing_changes():
            answer = client.send(address, body)
        assert answer.status_code in {400, 404, 409, 422}, (address, said, answer.content)


@pytest.mark.django_db
@pytest.mark.parametrize("body", ["", "{", "[]", "null", "1", '"x"', "[" * 100_000, '{"a":' * 50_000, "😀", "{}"])
def test_a_body_that_is_no_report_is_refused(cast: Cast, body: str) -> None:
    with nothing_changes():
        answer = browser(cast).send("/api/reports", body)
    assert answer.status_code in {400, 422}
    assert answer.json()["status"] == answer.status_code


@pytest.mark.django_db
def test_a_body_of_many_megabytes_is_refused_unread(cast: Cast) -> None:
    with nothing_changes():
        by_api = browser(cast).send("/api/reports", '{"words": "' + "长" * 4_000_000 + '"}')
        by_screen = browser(cast).post("/report/", {"words": "长" * 4_000_000, "place": TOWN})
    assert by_api.status_code in {400, 413}
    assert by_screen.status_code in {400, 413}


@pytest.mark.django_db
def test_a_form_of_thousands_of_fields_is_refused(cast: Cast) -> None:
    with nothing_changes():
        answer = browser(cast).post("/report/", {f"f{number}": "x" for number in range(2000)})
    assert answer.status_code == 400


@pytest.mark.django_db
def test_more_promises_than_a_settlement_can_hold_are_refused(cast: Cast) -> None:
    told = told_to("mediating", cast)
    one = {"what": "x", "due_on": "2030-01-01"}
    for door in DOORS:
        with nothing_changes():
            answer = knock(told, "mei", "draft", {"terms": "x", "promises": [one] * 61}, door)
        assert answer.status_code in {400, 422}


@pytest.mark.django_db
@pytest.mark.parametrize(
    "typed", ["13900000001' OR 1=1", "+1", "139000000011", "０１３９", "+" + "9" * 400, "12345678901"]
)
def test_what_is_no_phone_gets_no_code(cast: Cast, typed: str) -> None:
    with nothing_changes():
        answer = browser(cast).send("/api/phone-codes", {"phone": typed})
    assert answer.status_code in {409, 422}


@pytest.mark.django_db
def test_parties_of_any_name_can_be_counted(cast: Cast) -> None:
    report(cast, name="x", respondent="()")
    declare_system()
    assert Party.objects.count() == 2
