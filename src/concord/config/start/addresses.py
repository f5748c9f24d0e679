"""Where the database is, as plain connection strings for programs that do without Django's connections."""

from pathlib import Path

from psycopg.conninfo import make_conninfo

from concord.config.environment import database_from


def direct_address(var: Path, *, role: str = "") -> str:
    """The database as libpq reads it; a direct line, since LISTEN does not pass a pooler."""
    told = database_from(var, role=role)
    parts = {"dbname": told["NAME"], "user": told["USER"], "password": told["PASSWORD"]}
    parts |= {"host": told["HOST"], "port": told["PORT"]}
    options = told["OPTIONS"]
    if isinstance(options, dict):
        parts["options"] = options.get("options", "")
    return make_conninfo(**{name: str(value) for name, value in parts.items() if value})
