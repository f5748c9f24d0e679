"""Read the settings' raw material from the environment, and say plainly what is missing."""

import base64
import json
import os
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

APP_ROLE = "concord_app"


def flag(name: str, *, default: bool = False) -> bool:
    """Whether the environment variable `name` says yes (1, true, yes, on)."""
    return os.environ.get(name, str(default)).strip().lower() in {"1", "true", "yes", "on"}


def decimal_list(name: str, *, default: str) -> list[str]:
    """The comma-separated entries of the environment variable `name`."""
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def _local_secrets(var: Path) -> dict[str, str]:
    """The secrets that a laptop start wrote to `var/secrets.env`; empty where there are none."""
    path = var / "secrets.env"
    if not path.exists():
        return {}
    pairs = (line.split("=", 1) for line in path.read_text().splitlines() if "=" in line)
    return {key.strip(): value.strip() for key, value in pairs}


def secret_key(var: Path, *, production: bool) -> str:
    """The key that signs sessions; production refuses to start without its own."""
    found = os.environ.get("CONCORD_SECRET_KEY") or _local_secrets(var).get("CONCORD_SECRET_KEY")
    if found:
        return found
    if production:
        raise ImproperlyConfigured("Set CONCORD_SECRET_KEY: production never starts with a default key.")
    return "insecure-until-the-first-start-writes-its-own"


def field_keys(var: Path, *, production: bool) -> list[bytes]:
    """The 32-byte keys that seal personal data, newest first; older keys still open what they sealed."""
    raw = os.environ.get("CONCORD_FIELD_KEYS") or _local_secrets(var).get("CONCORD_FIELD_KEYS", "")
    keys = [base64.b64decode(part) for part in raw.split(",") if part]
    if any(len(key) != 32 for key in keys):
        raise ImproperlyConfigured("CONCORD_FIELD_KEYS needs base64 keys of 32 bytes, separated by commas.")
    if keys:
        return keys
    if production:
        raise ImproperlyConfigured("Set CONCORD_FIELD_KEYS: production never seals with a default key.")
    return [b"insecure-until-the-first-start!!"]


def _database_url(var: Path, role: str) -> tuple[str, str]:
    """The server's address for `role`, and the role to take on after connecting ('' for none)."""
    url = os.environ.get("CONCORD_DATABASE_URL")
    if url:
        return url, APP_ROLE if role == "app" else ""
    connections = var / "postgres" / "connections.json"
    if connections.exists():
        return str(json.loads(connections.read_text())[f"{role}_url"]), ""
    return "postgresql://concord@127.0.0.1:1/not-started", ""


def _as_app() -> dict[str, object]:
    """A pool, and statements that the server plans once for each connection: planning was half of its work.

    A pooler in front that cannot keep prepared statements (PgBouncer before 1.21) needs CONCORD_PREPARED=0.
    """
    pool = {"min_size": 1, "max_size": 16, "timeout": 20}
    if not flag("CONCORD_PREPARED", default=True):
        return {"pool": pool}
    return {"pool": pool, "server_side_binding": True, "prepare_threshold": 3}


def database_from(var: Path, *, role: str = "") -> dict[str, object]:
    """Django's description of the database: the server named in the environment, else the embedded one.

    `role` is "app" or "owner" (who may shape the schema); without it the environment says, and "app" is the default.
    """
    role = role or os.environ.get("CONCORD_DB_ROLE", "app")
    if role not in {"app", "owner"}:
        raise ImproperlyConfigured(f"CONCORD_DB_ROLE is {role!r}; it must be 'app' or 'owner'.")
    url, assumed = _database_url(var, role)
    parts = urlsplit(url)
    options = _as_app() if role == "app" else {}
    if assumed:
        options["options"] = f"-c role={assumed}"
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")) or "concord",
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or "",
        "PORT": str(parts.port or ""),
        "ATOMIC_REQUESTS": True,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options,
    }


def papers_storage(var: Path, told: Mapping[str, str] = os.environ) -> dict[str, object]:
    """Where papers are kept, as Django's storage: a bucket where the environment names one, else a folder in `var`.

    CONCORD_S3_BUCKET, and for a server other than Amazon's CONCORD_S3_ENDPOINT; CONCORD_S3_REGION; the keys in
    CONCORD_S3_KEY and CONCORD_S3_SECRET, or wherever boto3 finds them by itself (a role of the machine, say).
    """
    if not told.get("CONCORD_S3_BUCKET"):
        folder = {"location": str(var / "papers")}
        return {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": folder}
    endpoint = told.get("CONCORD_S3_ENDPOINT") or None
    options = {
        "bucket_name": told["CONCORD_S3_BUCKET"],
        "endpoint_url": endpoint,
        "region_name": told.get("CONCORD_S3_REGION") or ("us-east-1" if endpoint else None),
        "access_key": told.get("CONCORD_S3_KEY") or None,
        "secret_key": told.get("CONCORD_S3_SECRET") or None,
        "addressing_style": "path" if endpoint else "auto",
        "signature_version": "s3v4",
        "default_acl": None,
        "file_overwrite": True,
    }
    return {"BACKEND": "storages.backends.s3.S3Storage", "OPTIONS": options}
