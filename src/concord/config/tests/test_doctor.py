"""The doctor finds what is really broken, and says what to do."""

import os
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from django.conf import LazySettings
from django.db import connection, transaction
from typer.testing import CliRunner

from concord.config.cli import command_line
from concord.config.doctor import content, database, environment, machine, running
from concord.config.doctor.findings import Check, Finding, Level
from concord.config.schema import as_owner
from concord.core.acts.relay import pass_on
from concord.core.matters.access import declare_system
from concord.core.people.load import load_roles
from tests.ground.platform import wait_until
from tests.ground.stand_ins import free_port, mail_stand_in


def levels(check: Callable[[], Iterator[Finding]]) -> set[str]:
    """How bad what a check finds is; whatever is wrong comes with advice."""
    found = list(check())
    assert all(one.says and bool(one.do) == (one.level is not Level.OK) for one in found)
    return {str(one.level) for one in found}


def run_sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, list(values))


def test_packages_other_than_those_of_the_lock_are_named(tmp_path: Path) -> None:
    lock = tmp_path / "requirements.lock"
    lock.write_text(
        "django==1.2 \\\n    --hash=sha256:0\nno-such-thing==3\nonly-elsewhere==1 ; sys_platform == 'win32'\n"
    )
    (found,) = machine.packages(lock)
    assert found.level is Level.BAD
    assert "2 packages" in found.says
    assert "no-such-thing – (3)" in found.says
    assert levels(machine.packages) == {"ok"}


def test_a_folder_that_cannot_be_written_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    monkeypatch.setenv("CONCORD_VAR", str(tmp_path / "file"))
    assert [one.check for one in machine.folder() if one.level is Level.BAD] == ["folder"]
    monkeypatch.setenv("CONCORD_VAR", str(tmp_path / "new"))
    assert levels(machine.folder) == {"ok"}


def test_a_full_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(machine, "LITTLE_ROOM", 2**60)
    assert levels(machine.folder) == {"ok", "warn"}
    monkeypatch.setattr(machine, "NO_ROOM", 2**60)
    assert levels(machine.folder) == {"ok", "bad"}


def test_keys_that_others_can_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_VAR", str(tmp_path))
    assert levels(environment.keys) == {"warn"}
    kept = tmp_path / "secrets.env"
    kept.touch(0o644)
    assert levels(environment.keys) == {"bad"}
    kept.chmod(0o600)
    assert levels(environment.keys) == {"ok"}


def test_production_is_not_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CONCORD_PRODUCTION", "1")
    monkeypatch.setenv("CONCORD_DEMO", "1")
    wrong = {one.says.split()[0] for one in environment.production() if one.level is Level.BAD}
    assert wrong == {"CONCORD_DEMO", "CONCORD_PUBLIC_URL", "CONCORD_ALLOWED_HOSTS"}
    monkeypatch.setenv("CONCORD_DEMO", "0")
    monkeypatch.setenv("CONCORD_PUBLIC_URL", "https://concord.example")
    monkeypatch.setenv("CONCORD_ALLOWED_HOSTS", "concord.example")
    assert levels(environment.production) == {"ok"}


def test_a_calendar_that_ends(db: None) -> None:
    assert levels(lambda: content.calendar(date(2026, 6, 1))) == {"ok"}
    assert levels(lambda: content.calendar(date(2026, 12, 1))) == {"warn"}
    assert levels(lambda: content.calendar(date(2036, 1, 1))) == {"bad"}


def test_translations_older_than_their_source(tmp_path: Path) -> None:
    source = tmp_path / "zh_Hans" / "LC_MESSAGES" / "django.po"
    source.parent.mkdir(parents=True)
    source.touch()
    assert levels(lambda: content.translations(tmp_path)) == {"bad"}
    source.with_suffix(".mo").touch()
    assert levels(lambda: content.translations(tmp_path)) == {"ok"}
    os.utime(source.with_suffix(".mo"), (0, 0))
    assert levels(lambda: content.translations(tmp_path)) == {"bad"}


def test_a_mapping_file_of_a_source_that_cannot_be_used(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    monkeypatch.setattr(content, "mappings", content.mappings.__wrapped__)
    assert levels(content.sources) == {"ok"}
    settings.CONCORD_SOURCES = str(tmp_path)
    (tmp_path / "own.yaml").write_text("source: own\n", encoding="utf-8")
    assert levels(content.sources) == {"bad"}
    settings.CONCORD_SOURCES = str(tmp_path / "nowhere")
    assert levels(content.sources) == {"bad"}


def test_a_store_that_keeps_nothing(tmp_path: Path, settings: LazySettings) -> None:
    assert levels(content.store) == {"ok"}
    (tmp_path / "file").touch()
    options = {"location": str(tmp_path / "file")}
    settings.STORAGES = {**settings.STORAGES, "default": {**settings.STORAGES["default"], "OPTIONS": options}}
    assert levels(content.store) == {"bad"}


def test_reference_data_that_is_not_loaded(db: None) -> None:
    assert levels(content.reference) == {"bad"}  # the tests have one township
    content_places = "UPDATE people_role SET capabilities = '{}' WHERE code = 'judge'"
    run_sql("INSERT INTO people_place (code, name, level) SELECT 'x' || n, 'x', 6 FROM generate_series(1, 60000) n")
    assert levels(content.reference) == {"ok"}
    run_sql(content_places)
    assert levels(content.reference) == {"bad"}
    load_roles()
    assert levels(content.reference) == {"ok"}


def test_a_database_that_is_away(settings: LazySettings, monkeypatch: pytest.MonkeyPatch) -> None:
    assert levels(database.reached) == {"ok"}
    monkeypatch.setenv("CONCORD_DATABASE_URL", f"postgresql://concord@127.0.0.1:{free_port()}/concord")
    assert levels(database.reached) == {"bad"}


def test_the_server_and_its_tables_are_as_they_should(db: None) -> None:
    assert [levels(check) for check in (database.version, database.role, database.tables, database.clock)] == [
        {"ok"}
    ] * 4


def test_a_missing_extension(db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(database, "EXTENSIONS", ("pg_trgm", "hstore"))
    assert levels(database.version) == {"bad"}


def test_an_application_that_runs_as_the_owner(db: None) -> None:
    with as_owner():
        wrong = [one.says for one in database.role() if one.level is Level.BAD]
    assert ["owns tables" in wrong[0], "change or remove acts" in wrong[1], len(wrong)] == [True, True, 2]


def test_a_database_of_an_older_or_newer_version(db: None) -> None:
    run_sql("INSERT INTO django_migrations (app, name, applied) VALUES ('people', '9999_of_tomorrow', now())")
    (newer,) = database.tables()
    assert (newer.level, "people.9999_of_tomorrow" in newer.says) == (Level.BAD, True)
    run_sql("DELETE FROM django_migrations WHERE app = 'rooms' OR name = '9999_of_tomorrow'")
    (older,) = database.tables()
    assert (older.level, older.do) == (Level.BAD, "Run: concord migrate")


ACT = (
    "INSERT INTO acts_act (at, kind, actor_name, payload, visibility) VALUES (now() + %s, 'Tested', '', '{}', 'staff')"
)


def test_an_act_of_the_future(db: None) -> None:
    declare_system()
    run_sql(ACT, "1 hour")
    assert levels(database.clock) == {"bad"}


def test_a_worker_that_is_missing_or_silent(db: None) -> None:
    assert levels(running.worker) == {"bad"}
    run_sql("INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '5 minutes')")
    assert levels(running.worker) == {"bad"}
    run_sql("UPDATE procrastinate_workers SET last_heartbeat = now()")
    assert levels(running.worker) == {"ok"}


@transaction.atomic
def pass_on_all() -> None:
    declare_system()
    while pass_on() == 500:
        continue


@pytest.mark.django_db(transaction=True)
def test_acts_that_are_not_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(running, "MOVES_WITHIN", 0.5)
    monkeypatch.setattr(running, "sleep", lambda _seconds: None)
    pass_on_all()
    assert levels(running.relay) == {"ok"}
    run_sql(ACT, "-1 hour")
    wait_until(lambda: levels(running.relay) == {"bad"}, what="older transactions of other tests")
    monkeypatch.setattr(running, "sleep", lambda _seconds: pass_on_all())
    assert levels(running.relay) == {"warn"}
    assert levels(running.relay) == {"ok"}


def test_a_mail_server_that_is_away(settings: LazySettings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    assert levels(running.mail) == {"ok"}
    with mail_stand_in() as server:
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", server.server_address[1]
        assert levels(running.mail) == {"ok"}
    assert levels(running.mail) == {"bad"}


@pytest.mark.parametrize("check", [running.sms, running.pages])
def test_a_gateway_or_pages_that_are_away(settings: LazySettings, check: Check) -> None:
    settings.CONCORD_SMS_URL = settings.PUBLIC_URL = f"http://127.0.0.1:{free_port()}"
    assert levels(check) == {"bad"}


def test_it_speaks_the_language_of_the_terminal_and_ends_with_an_exit_code(
    db: None, monkeypatch: pytest.MonkeyPatch, settings: LazySettings
) -> None:
    settings.PUBLIC_URL = f"http://127.0.0.1:{free_port()}"
    line = command_line(["doctor", "law"])
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    chinese = CliRunner().invoke(line, ["doctor"])
    monkeypatch.setenv("LC_ALL", "en_US.UTF-8")
    english = CliRunner().invoke(line, ["doctor"])
    assert ("没有工作进程" in chinese.output, "No worker runs" in english.output) == (True, True)
    assert (chinese.exit_code, english.exit_code) == (1, 1)
