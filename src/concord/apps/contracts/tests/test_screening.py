"""The text and its findings: each at its place, answered with reasons, and only what changed the second time (P2)."""

from decimal import Decimal
from io import BytesIO

import pytest
from PIL import Image

from concord.apps.contracts.jobs import screen_version
from concord.apps.contracts.models import Finding, Version
from concord.apps.contracts.reading import converters
from concord.apps.contracts.services.screening import File, add_version
from concord.apps.contracts.tests.conftest import CODES, Office, word
from concord.core.matters.access import declare_follower, declare_system
from concord.engines.review.document import Format
from concord.engines.review.modelform import Line, draft, forms
from concord.engines.review.reading.read import ToDocx, read
from concord.engines.review.reading.tests.binary_office import doc
from concord.engines.review.refused import Refused
from concord.engines.review.writing.new import new_docx

LATE = "因财政资金拨付不及时造成的付款延误，甲方不承担任何责任。"


def with_sentence(sentence: str, **given: str) -> bytes:
    """The contract with one more sentence where it says how it is paid."""
    told = {"a_name": "区住房和城乡建设局", "b_name": "杭州恒测科技有限公司", "price": "2970000.00"}
    lines: list[Line] = []
    for line in draft(forms()["software"], told | CODES | given):
        lines.append(line)
        if line.heading and "付款方式" in line.words:
            lines.append(Line(sentence))
    return new_docx(lines)


def a_picture() -> bytes:
    """A blank page as a scanner makes it."""
    made = BytesIO()
    Image.new("RGB", (200, 280), "white").save(made, "PNG")
    return made.getvalue()


def test_each_finding_points_at_its_words(office: Office) -> None:
    made = office.drafting()
    office.browser("hana").upload(f"/api/contracts/{made.pk}/versions", with_sentence(LATE))
    told = office.browser("hana").get(f"/api/contracts/{made.pk}/versions/1").json()
    blocks = {block["id"]: block["text"] for block in told["blocks"]}
    found = next(one for one in told["findings"] if one["rule"] == "PAY-08")
    span = found["spans"][0]
    assert blocks[span["block"]][span["start"] : span["end"]] == found["quote"]
    assert found["reason"]
    assert any(article["words"] for article in found["articles"])
    page = office.browser("hana").get(f"/desk/contracts/{made.pk}/text/").content.decode()
    assert f'href="#f{found["id"]}"' in page
    assert found["reason"] in page
    assert told["state"] == "screened"
    assert Decimal(told["seconds"]) < 7


def test_the_second_run_tells_what_is_new_what_is_gone_and_what_stays(office: Office) -> None:
    made = office.drafting()
    hana, one = office.browser("hana"), f"/api/contracts/{made.pk}"
    hana.upload(f"{one}/versions", with_sentence(LATE))
    first = office.version(made)
    kept = first.findings.exclude(rule="PAY-08").first()
    assert kept is not None
    said = {"answer": "accepted"}
    assert hana.send(f"/api/contract-findings/{kept.pk}/answer", said).status_code == 200
    hana.upload(f"{one}/versions", with_sentence("本合同最终解释权归甲方所有。"))
    told = hana.get(f"{one}/versions/2").json()
    assert "PAY-08" in [one["rule"] for one in told["gone"]]
    assert [one["rule"] for one in told["findings"] if one["since"] == "new"] == ["UNF-01"]
    again = next(one for one in told["findings"] if one["rule"] == kept.rule and one["quote"] == kept.quote)
    assert (again["since"], again["same"], again["answer"]) == ("still", True, "accepted")
    page = hana.get(f"/desk/contracts/{made.pk}/text/?since=new").content.decode()
    assert page.count("data-item") == 1


def test_screened_again_answers_stay_and_the_award_is_held_against_the_text(office: Office) -> None:
    made = office.drafting()
    hana, one = office.browser("hana"), f"/api/contracts/{made.pk}"
    hana.upload(f"{one}/versions", with_sentence(LATE))
    finding = office.version(made).findings.get(rule="PAY-08")
    hana.send(f"/api/contract-findings/{finding.pk}/answer", {"answer": "rejected", "reason": "已有财政承诺"})
    assert hana.send(f"{one}/award", {"winner": "宁波另一家科技有限公司", "price": "2900000"}).status_code == 200
    assert hana.send(f"{one}/screen").status_code == 200
    told = hana.get(f"{one}/versions/1").json()["findings"]
    assert {"AMT-07", "PRC-02"} <= {one["rule"] for one in told}
    assert next(one for one in told if one["id"] == finding.pk)["answer"] == "rejected"
    rows = hana.get(f"{one}/comparison?with=award").json()["award"]
    assert [row["agrees"] for row in rows] == [False, False]


@pytest.mark.parametrize(
    ("who", "severity", "reason", "answer"),
    [
        ("hana", "high", "已核对", 200), ("hana", "high", "", 409), ("hana", "block", "已核对", 409),
        ("appo", "block", "已核对", 200), ("vera", "high", "已核对", 404), ("nora", "high", "已核对", 404),
    ],
)  # fmt: skip
def test_who_may_let_a_finding_stand(office: Office, who: str, severity: str, reason: str, answer: int) -> None:
    made = office.drafted()
    finding = office.version(made).findings.order_by("order").first()
    assert finding is not None
    Finding.objects.filter(pk=finding.pk).update(severity=severity)
    said = {"answer": "rejected", "reason": reason}
    assert office.browser(who).send(f"/api/contract-findings/{finding.pk}/answer", said).status_code == answer
    declare_system()
    finding.refresh_from_db()
    assert (finding.answer == "rejected") is (answer == 200)


def test_refused_on_the_page_the_typed_words_stay(office: Office) -> None:
    made = office.drafted()
    finding = office.version(made).findings.order_by("order").first()
    assert finding is not None
    hana, page = office.browser("hana"), f"/desk/contracts/findings/{finding.pk}/"
    refused = hana.post(page, {"answer": "rejected", "reason": " ", "wording": "改成这样"})
    assert refused.status_code == 409
    assert "改成这样" in refused.content.decode()
    assert hana.post(page, {"answer": "rejected", "reason": "已核对"}).status_code == 302
    assert office.browser("nora").post(page, {"answer": "accepted"}).status_code == 404


def test_word_files_come_back_with_comments_and_with_changes(office: Office) -> None:
    made = office.drafting()
    hana, one = office.browser("hana"), f"/api/contracts/{made.pk}/versions/1"
    hana.upload(f"/api/contracts/{made.pk}/versions", with_sentence(LATE))
    finding = office.version(made).findings.get(rule="PAY-08")
    assert hana.get(f"{one}/changes").status_code == 409  # nobody wrote a wording yet
    wording = "甲方逾期付款的，按日万分之五支付逾期利息。"
    hana.send(f"/api/contract-findings/{finding.pk}/answer", {"answer": "accepted", "wording": wording})
    commented = read(hana.get(f"{one}/comments").content)
    assert any("PAY-08" in comment.words for comment in commented.comments)
    changed = read(hana.get(f"/desk/contracts/{made.pk}/text/1/changes/").content)
    assert [piece.words for block in changed.blocks for piece in block.revisions if piece.kind == "deleted"] == [
        finding.quote
    ]
    assert any(wording in block.text for block in changed.blocks)


def test_a_picture_waits_for_the_worker_and_says_so_where_it_cannot_be_read(office: Office) -> None:
    made = office.drafting()
    add_version(made.pk, File(a_picture(), "scan.png"), by=office.person("hana"))
    declare_follower(0)
    assert office.version(made).state == Version.State.WAITING
    page = office.browser("hana").get(f"/desk/contracts/{made.pk}/text/").content.decode()
    assert "data-reading" in page
    refused = office.browser("hana").send(f"/api/contracts/{made.pk}/counsel", {"counsel": office.counsel().pk})
    assert refused.status_code == 409
    screen_version(version=office.version(made).pk)
    found = office.version(made)
    assert found.state in {Version.State.FAILED, Version.State.SCREENED}
    assert found.trouble or found.format == Format.SCAN


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04broken", b"%PDF-1.4 broken", b"\x00\x01\x02"])
def test_what_cannot_be_read_is_refused_and_nothing_is_kept(office: Office, content: bytes) -> None:
    made = office.drafting()
    assert office.browser("hana").upload(f"/api/contracts/{made.pk}/versions", content).status_code in {409, 422}
    declare_system()
    assert not Version.objects.exists()


def test_the_same_file_is_no_new_version(office: Office) -> None:
    made = office.drafting()
    hana = office.browser("hana")
    assert hana.upload(f"/api/contracts/{made.pk}/versions", word()).status_code == 201
    assert hana.upload(f"/api/contracts/{made.pk}/versions", word()).status_code == 409


def test_against_the_model_form_only_what_departs_from_it_differs(office: Office) -> None:
    made = office.drafted()
    hana, address = office.browser("hana"), f"/api/contracts/{made.pk}/comparison"
    assert hana.get(f"{address}?with=form").json()["clauses"] == []
    content = word(**CODES, number=str(made.matter.number), project=made.matter.title, days="90")
    assert hana.upload(f"/api/contracts/{made.pk}/versions", content).status_code == 201
    told = {clause["title"]: clause["meanings"] for clause in hana.get(f"{address}?with=1").json()["clauses"]}
    assert {"kind": "length", "before": "", "after": "90日"} in told["履行期限"]
    page = hana.get(f"/desk/contracts/{made.pk}/compare/?with=1").content.decode()
    assert "<ins>90" in page
    assert hana.get(f"{address}?with=signed").status_code == 404
    assert office.browser("nora").get(address).status_code == 404


def test_a_draft_with_its_fields_agrees_with_itself(office: Office) -> None:
    made = office.drafting()
    hana = office.browser("hana")
    page = hana.get(f"/desk/contracts/{made.pk}/draft/")
    assert 'name="b_name" value="杭州恒测科技有限公司"' in page.content.decode()
    said = {**CODES, "price": "2970000", "days": "60", "b_name": "杭州恒测科技有限公司"}
    assert hana.post(f"/desk/contracts/{made.pk}/draft/?form=software", said).status_code == 302
    rules = set(office.version(made).findings.values_list("rule", flat=True))
    assert not {rule for rule in rules if rule.startswith(("AMT", "PAY"))}
    assert hana.post(f"/desk/contracts/{made.pk}/draft/?form=software", {"price": "much"}).status_code == 422


def no_office(_content: bytes, _name: str) -> bytes:
    """An office program that cannot open the file."""
    raise Refused("The office program cannot open this file.")


@pytest.mark.parametrize("program", [None, no_office])
def test_an_older_word_file_is_screened_by_the_worker(
    office: Office, monkeypatch: pytest.MonkeyPatch, program: ToDocx | None
) -> None:
    monkeypatch.setattr(converters, "to_docx", program)
    made = office.drafting()
    sent = office.browser("hana").upload(f"/api/contracts/{made.pk}/versions", doc(["软件开发合同", LATE]), "old.doc")
    assert sent.status_code == 201
    version = office.version(made)
    assert version.state == Version.State.WAITING
    screen_version(version=version.pk)
    screen_version(version=version.pk)  # done again, it finds the same
    found = office.version(made)
    assert (found.state, found.format) == (Version.State.SCREENED, Format.DOC)
    assert found.findings.filter(rule="PAY-08").count() == 1
    refused = office.browser("hana").get(f"/api/contracts/{made.pk}/versions/1/comments")
    assert refused.status_code == 409
