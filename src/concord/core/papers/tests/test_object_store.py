"""Papers lie in a bucket by configuration alone: kept, read whole and in parts, never taken for what they are not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import boto3
import pytest
from django.conf import settings as conf
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from concord.config.environment import papers_storage
from concord.config.retention import forget_what_is_over
from concord.core.matters.access import declare_system
from concord.core.matters.models import Matter
from concord.core.papers import store
from concord.core.papers.models import Paper
from concord.core.papers.services import keep_made
from concord.core.refusals import OutsideFailure
from tests.ground.cast import Cast
from tests.ground.object_store import ObjectStore, object_store

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
CONTENT = b"%PDF-1.7 " + bytes(range(256)) * 40
BUCKET = "papers"


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ObjectStore]:
    with object_store(tmp_path_factory.mktemp("objects")) as running:
        client_of(running).create_bucket(Bucket=BUCKET)
        yield running


def client_of(running: ObjectStore):  # type: ignore[no-untyped-def]
    return boto3.client(
        "s3", endpoint_url=running.url, region_name="us-east-1",
        aws_access_key_id=running.access_key, aws_secret_access_key=running.secret_key,
    )  # fmt: skip


def keep_papers_in(settings: Settings, told: dict[str, str]) -> None:
    """Tell the platform by the environment's words where papers are kept."""
    settings.STORAGES = {**conf.STORAGES, "default": papers_storage(Path("unused"), told)}


@pytest.fixture
def bucket(server: ObjectStore, settings: Settings) -> ObjectStore:
    keep_papers_in(settings, server.environ(BUCKET))
    return server


def objects_in(running: ObjectStore) -> dict[str, int]:
    listed = client_of(running).list_objects_v2(Bucket=BUCKET)
    return {one["Key"]: one["Size"] for one in listed.get("Contents", [])}


def test_a_paper_is_kept_once_under_its_digest_and_read_back(bucket: ObjectStore) -> None:
    digest = store.put(CONTENT)
    assert store.put(CONTENT) == digest
    assert store.get(digest) == CONTENT
    assert objects_in(bucket)[f"{digest[:2]}/{digest[2:4]}/{digest}"] == len(CONTENT)
    assert sum(digest in key for key in objects_in(bucket)) == 1


@pytest.fixture
def paper(bucket: ObjectStore, cast: Cast) -> Paper:
    declare_system()
    matter = Matter.objects.create(
        number="M-1", kind="dispute", title="t", place_id=cast.township, stage="mediating", law_as_of="2026-05-20"
    )
    return keep_made(matter, CONTENT, title="协议", filename="a.pdf", kind="settlement", by=None)


@pytest.mark.parametrize(
    ("asked", "answer", "part"),
    [
        ("", 200, CONTENT), ("bytes=0-3", 206, CONTENT[:4]), ("bytes=100-", 206, CONTENT[100:]),
        ("bytes=-5", 206, CONTENT[-5:]), ("bytes=999999-", 416, b""),
    ],
)  # fmt: skip
def test_its_door_serves_it_whole_and_in_parts(cast: Cast, paper: Paper, asked: str, answer: int, part: bytes) -> None:
    client = Client()
    client.force_login(cast["alice"], backend="allauth.account.auth_backends.AuthenticationBackend")
    got = client.get(f"/papers/{paper.pk}/", headers={"Range": asked} if asked else {})
    assert (got.status_code, got.content) == (answer, part)


def test_an_object_that_was_changed_in_the_bucket_is_not_handed_out(bucket: ObjectStore) -> None:
    digest = store.put(CONTENT + b"whole")
    client_of(bucket).put_object(Bucket=BUCKET, Key=f"{digest[:2]}/{digest[2:4]}/{digest}", Body=b"forged")
    with pytest.raises(OutsideFailure, match="damaged") as failure:
        store.get(digest)
    assert not failure.value.again


def test_an_object_that_is_gone_is_named_and_not_asked_for_again(bucket: ObjectStore) -> None:
    with pytest.raises(OutsideFailure, match="does not hold") as failure:
        store.get("ab" * 32)
    assert not failure.value.again


@pytest.mark.parametrize("trouble", ["away", "wrong key"])
def test_a_store_that_does_not_answer_is_said_to_be_away_and_keeps_nothing(
    server: ObjectStore, settings: Settings, trouble: str
) -> None:
    wrong = {
        "away": replace(server, url="http://127.0.0.1:9").environ(BUCKET),
        "wrong key": replace(server, secret_key="another").environ(BUCKET),
    }
    keep_papers_in(settings, wrong[trouble])
    for deed in (lambda: store.put(b"new"), lambda: store.get("ab" * 32)):
        with pytest.raises(OutsideFailure):
            deed()


def test_what_was_never_claimed_is_dropped_from_the_bucket(bucket: ObjectStore) -> None:
    declare_system()
    digest = store.put(b"never claimed")
    made = Paper.objects.create(kind="photo", title="t", filename="f", media_type="image/jpeg", size=1, sha256=digest)
    Paper.objects.filter(pk=made.pk).update(added_at=timezone.now() - timedelta(days=9))
    forget_what_is_over(timezone.now())
    assert not any(digest in key for key in objects_in(bucket))


def test_without_a_bucket_papers_lie_in_the_folder_of_the_installation(settings: Settings, tmp_path: Path) -> None:
    settings.STORAGES = {**conf.STORAGES, "default": papers_storage(tmp_path, {})}
    digest = store.put(CONTENT)
    assert (tmp_path / "papers" / digest[:2] / digest[2:4] / digest).read_bytes() == CONTENT
    assert default_storage.exists(f"{digest[:2]}/{digest[2:4]}/{digest}")
