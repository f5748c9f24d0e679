"""The keys of one installation, made at its first start: nobody starts with a key that others know."""

import base64
import secrets
from pathlib import Path

from concord.config.postgres.home import write_privately


def secrets_file(var: Path) -> Path:
    """Where they are kept; the settings read them there."""
    return var / "secrets.env"


def ensure_secrets(var: Path) -> bool:
    """Make the keys that sessions and sealed fields need, where there are none; whether they are new.

    Losing the file loses every sealed field: it belongs into the backup, apart from the database's.
    """
    path = secrets_file(var)
    if path.exists():
        return False
    var.mkdir(parents=True, exist_ok=True)
    keys = {
        "CONCORD_SECRET_KEY": secrets.token_urlsafe(48),
        "CONCORD_FIELD_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
    }
    write_privately(path, "".join(f"{name}={value}\n" for name, value in keys.items()))
    return True
