"""A dispute that ended without agreement takes its facts along, and nothing that was said in the mediation (D6)."""

import ctypes
import json
from datetime import timedelta
from decimal import Decimal
from hashlib import sha256
from io import BytesIO

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image
from procrastinate.contrib.django.models import ProcrastinateJob
from pypdfium2 import raw

from concord.apps.disputes.jobs import make_file
from concord.apps.disputes.models import Dispute, Instalment
from concord.apps.disputes.services import ending, mediation, settlement
from concord.apps.disputes.tests.test_jobs import PROMISES, TODAY, Told, at, mediating, performing
from concord.core.acts.models import Act
from concord.core.matters.access import declare_system
from concord.core.matters.follow import follow_hash, new_follow_code
from concord.core.matters.models import Party
from concord.core.papers import store
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_upload
from concord.core.people.models import Person
from concord.core.rooms.services import say
from tests.ground.cast import Cast

pytestmark = pytest.mark.django_db
SECRETS = ["最多给两万", "愿意各让一步", "其实我签过收条", "室内出示", "只谈对方"]


@pytest.fixture(autouse=True)
def _noon() -> object:
    with at(TODAY):
        yield


def photo(colour: str) -> bytes:
    """A small picture of one colour."""
    made = BytesIO()
    Image.new("RGB", (8, 8), colour).save(made, "PNG")
    return made.getvalue()


def argued(cast: Cast) -> Dispute:
    """bo's dispute, with a photo from the report, offers from both sides, talk, and a paper shown in the room."""
    dispute, mei = mediating(cast), cast["mei"]
    declare_system()
    bo, boss = dispute.matter.parties.order_by("side", "pk")
    keep_upload(photo("white"), filename="欠条照片.png", matter=dispute.matter, by=None)
    mediation.propose_as_party(boss, terms="最多给两万。", amount=Decimal(20000), pay_by=None)
    mediation.propose_as_mediator(dispute.pk, terms="愿意各让一步：28000。", amount=Decimal(28000), pay_by=None, by=mei)
    say(dispute.matter, text="其实我签过收条。", party=bo)
    say(dispute.matter, text="只谈对方的底线。", person=mei, audience="applicant")
    shown = keep_upload(photo("red"), filename="室内出示.png", matter=dispute.matter, by=None)
    say(dispute.matter, text="", party=boss, paper=shown)
    return dispute


def end(dispute: Dispute, reason: str, by: Person) -> None:
    """End it, and let the worker do the job that follows."""
    ending.end_mediation(dispute.pk, reason=reason, by=by)
    declare_system()
    act = Act.objects.filter(matter_id=dispute.pk, kind="MediationEnded").latest("pk")
    make_file(act_id=act.pk)


def ended(cast: Cast) -> Dispute:
    """The same, ended because no agreement could be found."""
    dispute = argued(cast)
    end(dispute, "deadlock", cast["mei"])
    return dispute


def file_of(dispute: Dispute) -> Paper:
    declare_system()
    return Paper.objects.get(matter=dispute.matter_id, kind=Paper.Kind.TRANSFER)


def words_in(content: bytes) -> str:
    """All words of a PDF as a reader sees them, without spaces."""
    document = pypdfium2.PdfDocument(content)
    return "".join("".join(page.get_textpage().get_text_range() for page in document).split())


def facts_in(content: bytes) -> dict[str, object]:
    """The JSON that lies in a PDF as its only attachment."""
    document = pypdfium2.PdfDocument(content)
    assert raw.FPDFDoc_GetAttachmentCount(document.raw) == 1
    attachment, size = raw.FPDFDoc_GetAttachment(document.raw, 0), ctypes.c_ulong()
    raw.FPDFAttachment_GetFile(attachment, None, 0, size)
    held = ctypes.create_string_buffer(size.value)
    raw.FPDFAttachment_GetFile(attachment, held, size.value, size)
    return dict(json.loads(held.raw))


def test_it_holds_the_parties_the_facts_what_was_tried_and_the_papers(cast: Cast) -> None:
    dispute = ended(cast)
    content = store.get(file_of(dispute).sha256)
    file = facts_in(content)
    assert [(one["side"], one["name"], one["phone"]) for one in file["parties"]] == [  # type: ignore[index, attr-defined]
        ("applicant", "王小波", "139****0001"), ("respondent", "恒远建筑公司", "139****0002"),
    ]  # fmt: skip
    assert file["facts"]["words"] == "包工头拖欠我三个月工资三万五。"  # type: ignore[index, call-overload]
    assert file["mediation"]["reason"] == "deadlock"  # type: ignore[index, call-overload]
    assert [one["by"] for one in file["tried"]] == ["", "陈立群", "陈立群", "周梅", "周梅"]  # type: ignore[index, attr-defined]
    iou = Paper.objects.get(matter=dispute.matter_id, title="欠条照片.png")
    assert [(one["title"], one["sha256"]) for one in file["papers"]] == [("欠条照片.png", iou.sha256)]  # type: ignore[index, attr-defined]
    read = words_in(content)
    assert all(
        said in read
        for said in ("王小波", "恒远建筑公司", "拖欠我三个月工资", "欠条照片.png", "周梅", dispute.matter.number)
    )


def test_nothing_that_was_said_in_the_mediation_goes_along_and_it_says_so(cast: Cast) -> None:
    content = store.get(file_of(ended(cast)).sha256)
    file = facts_in(content)
    for whole in (words_in(content), json.dumps(file, ensure_ascii=False)):
        assert [secret for secret in SECRETS if secret in whole] == []
        assert "民诉法解释第107条" in whole
    left = file["left_out"]
    assert (left["offers"], left["messages"]) == (2, 3)  # type: ignore[index, call-overload]


def test_a_phone_or_identity_number_in_full_is_not_in_it(cast: Cast) -> None:
    content = store.get(file_of(ended(cast)).sha256)
    whole = words_in(content) + json.dumps(facts_in(content))
    assert [phone for phone in ("13900000001", "13911110002") if phone in whole] == []


def test_an_unsigned_draft_does_not_go_along(cast: Cast) -> None:
    dispute = argued(cast)
    settlement.draft_settlement(dispute.pk, terms="草稿：付两万八。", promises=PROMISES, by=cast["mei"], today=TODAY)
    end(dispute, "unsigned", cast["mei"])
    content = store.get(file_of(dispute).sha256)
    file = facts_in(content)
    assert file["settlement"] is None
    assert [one["kind"] for one in file["papers"]] == ["photo"]  # type: ignore[index, attr-defined]
    assert "先付一部分" not in words_in(content)


def test_a_settlement_that_was_not_kept_goes_along_with_what_was_performed(cast: Cast) -> None:
    dispute = performing(cast)
    first = Instalment.objects.get(settlement__dispute=dispute, position=1)
    settlement.confirm_instalment(dispute.pk, first.pk, by=cast["mei"], today=TODAY)
    end(dispute, "breach", cast["mei"])
    content = store.get(file_of(dispute).sha256)
    file = facts_in(content)
    kept = [(one["amount"], one["done_on"]) for one in file["settlement"]["performance"]]  # type: ignore[index, call-overload]
    assert kept == [("8000.00", "2026-05-20"), ("27000.00", None)]
    signed = Paper.objects.get(matter=dispute.matter_id, kind=Paper.Kind.SETTLEMENT)
    assert [one["sha256"] for one in file["papers"]] == [signed.sha256]  # type: ignore[index, attr-defined]
    assert doors(file)["confirmation"]
    assert "未确认履行" in words_in(content)


def doors(file: dict[str, object]) -> dict[str, bool]:
    """Which doors are open."""
    return {one["id"]: one["open"] for one in file["doors"]}  # type: ignore[index, attr-defined]


@pytest.mark.parametrize(
    ("item", "opened", "said"),
    [
        (
            "C07-2",
            {"next": True, "confirmation": False, "arbitration": True, "court": False, "aid": True},
            "劳动争议仲裁",
        ),
        (
            "C02-1",
            {"next": True, "confirmation": False, "arbitration": False, "court": True, "aid": True},
            "书面仲裁协议",
        ),
        (
            "C14-1",
            {"next": True, "confirmation": False, "arbitration": True, "court": True, "aid": True},
            "农村土地承包仲裁",
        ),
    ],
)
def test_the_next_doors_follow_the_route_law_of_the_item(
    cast: Cast, item: str, opened: dict[str, bool], said: str
) -> None:
    dispute = mediating(cast)
    declare_system()
    dispute.matter.__class__.objects.filter(pk=dispute.pk).update(topic=item)
    end(dispute, "refusal", cast["mei"])
    content = store.get(file_of(dispute).sha256)
    assert doors(facts_in(content)) == opened
    assert said in words_in(content)
    assert cast.body("court").name in words_in(content)


def test_confirmation_is_no_longer_open_after_its_thirty_days(cast: Cast) -> None:
    dispute = performing(cast)
    with at(TODAY + timedelta(days=45)):
        end(dispute, "breach", cast["mei"])
    assert doors(facts_in(store.get(file_of(dispute).sha256)))["confirmation"] is False


def browser_of(party: Party) -> Client:
    """A browser that follows as a party."""
    code, client = new_follow_code(), Client()
    declare_system()
    Party.objects.filter(pk=party.pk).update(follow_hash=follow_hash(code))
    assert client.get(reverse("disputes:follow_link", args=[code])).status_code == 302
    return client


@pytest.mark.parametrize("side", ["applicant", "respondent"])
def test_each_party_finds_it_on_the_follow_page_and_downloads_it(cast: Cast, side: str) -> None:
    dispute = ended(cast)
    paper, address = file_of(dispute), reverse("papers:file", args=[file_of(dispute).pk])
    client = browser_of(dispute.matter.parties.get(side=side))
    assert address in client.get(reverse("disputes:my")).content.decode()
    answer = client.get(address)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert sha256(answer.content).hexdigest() == paper.sha256


@pytest.mark.parametrize(
    ("who", "answer"), [("mei", 200), ("alice", 200), ("sue", 200), ("max", 404), ("nina", 404), ("zed", 404)]
)
def test_staff_of_the_dispute_download_it_and_nobody_else(cast: Cast, who: str, answer: int) -> None:
    address, client = reverse("papers:file", args=[file_of(ended(cast)).pk]), Client()
    client.force_login(cast[who], backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get(address).status_code == answer


def test_the_worker_makes_it_once_however_often_it_is_asked(cast: Cast) -> None:
    dispute = argued(cast)
    ending.end_mediation(dispute.pk, reason="deadlock", by=cast["mei"])
    Told().pass_on()
    (asked,) = ProcrastinateJob.objects.filter(task_name=make_file.name)
    assert not Paper.objects.filter(matter=dispute.pk, kind=Paper.Kind.TRANSFER).exists()
    for _again in range(3):
        make_file(**asked.args)
    assert file_of(dispute).added_by == cast["mei"]


def test_its_digest_stands_in_the_record_and_the_parties_are_told(cast: Cast) -> None:
    dispute = ended(cast)
    declare_system()
    act = Act.objects.get(kind="FileReadied", matter_id=dispute.pk)
    assert act.payload == {"paper_id": file_of(dispute).pk, "sha256": file_of(dispute).sha256}
    assert Told().by("FileReadied", "sms") == ["13900000001", "13911110002"]


def test_after_a_second_mediation_there_is_a_second_file_and_the_first_stays(cast: Cast) -> None:
    dispute = ended(cast)
    declare_system()
    ending.object_to_ending(dispute.matter.parties.get(side="applicant"), words="再谈一次。", today=TODAY)
    ending.decide_objection(dispute.pk, upheld=True, answer="重新调解。", by=cast["alice"], today=TODAY)
    mediation.assign_mediator(
        dispute.pk, mediator=cast["max"], committee=cast.body("committee"), by=cast["alice"], today=TODAY
    )
    mediation.take_up(dispute.pk, by=cast["max"], today=TODAY)
    end(dispute, "deadlock", cast["max"])
    declare_system()
    files = Paper.objects.filter(matter=dispute.matter_id, kind=Paper.Kind.TRANSFER).order_by("pk")
    assert [facts_in(store.get(one.sha256))["mediation"]["mediator"] for one in files] == ["周梅", "吴建"]  # type: ignore[index, call-overload]
