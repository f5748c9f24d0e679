"""The environment: settings that can be read, keys that belong to this installation alone, production kept tight."""

import os
import stat
from collections.abc import Iterator

from django.core.exceptions import ImproperlyConfigured

from concord.config.commands.within import var_folder, with_platform
from concord.config.doctor.findings import Finding, bad, ok, warn
from concord.config.doctor.findings import said as _
from concord.config.environment import flag
from concord.config.start.secrets_file import secrets_file


def settings() -> Iterator[Finding]:
    """Whether the settings can be read at all."""
    try:
        with_platform()
    except (ImproperlyConfigured, ValueError) as refused:
        says = _("The settings cannot be read: %(why)s", why=refused)
        yield bad(
            "settings", says, _("Mend the environment variable that is named there; docs/operators.md lists all.")
        )
    else:
        yield ok("settings", _("The settings can be read."))


def keys() -> Iterator[Finding]:
    """Whether the keys that sign sessions and seal personal data are this installation's own, and for its user only."""
    path = secrets_file(var_folder())
    if os.environ.get("CONCORD_SECRET_KEY") and os.environ.get("CONCORD_FIELD_KEYS"):
        yield ok("keys", _("The keys come from the environment."))
    elif not path.exists():
        says = _("There are no keys yet; the first start makes them in %(path)s.", path=path)
        yield warn("keys", says, _("Run: concord run"))
    elif stat.S_IMODE(path.stat().st_mode) & 0o077:
        says = _("Other users of this machine can read the keys in %(path)s.", path=path)
        yield bad("keys", says, _("Run: chmod 600 %(path)s", path=path))
    else:
        yield ok(
            "keys", _("The keys in %(path)s are for this user only. Keep a copy apart from the database.", path=path)
        )


def production() -> Iterator[Finding]:
    """Whether an installation for real people is closed where a demo is open."""
    if not flag("CONCORD_PRODUCTION"):
        yield ok("production", _("This is not a production installation (CONCORD_PRODUCTION is not set)."))
        return
    loose = dict(_loose())
    for name, do in loose.items():
        yield bad("production", _("%(name)s is not fit for production.", name=name), do)
    if not loose:
        yield ok("production", _("The settings are fit for production."))


def _loose() -> Iterator[tuple[str, str]]:
    if flag("CONCORD_DEBUG"):
        yield "CONCORD_DEBUG", _("Unset it: error pages would show the inside to strangers.")
    if flag("CONCORD_DEMO"):
        yield "CONCORD_DEMO", _("Unset it: demo accounts have a password that everyone knows.")
    if not os.environ.get("CONCORD_PUBLIC_URL", "").startswith("https://"):
        yield "CONCORD_PUBLIC_URL", _("Set it to the https address that people open; links in messages need it.")
    if not os.environ.get("CONCORD_ALLOWED_HOSTS"):
        yield "CONCORD_ALLOWED_HOSTS", _("Set it to the host names that people open.")
