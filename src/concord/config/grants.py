"""What the application's database role may do: everything it needs, and never change the record."""

from django.db import connections

from concord.config.environment import APP_ROLE

APPEND_ONLY = ("acts_act", "papers_signature", "rooms_message")

RIGHTS = f"""
DO $$ BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{APP_ROLE}') THEN CREATE ROLE {APP_ROLE} NOLOGIN; END IF;
    IF NOT pg_has_role(current_user, '{APP_ROLE}', 'MEMBER') THEN
        BEGIN
            EXECUTE format('GRANT {APP_ROLE} TO %I', current_user);
        EXCEPTION WHEN insufficient_privilege THEN NULL;
        END;
    END IF;
END $$;
GRANT USAGE ON SCHEMA public TO {APP_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE};
GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE};
"""


def grant_rights(using: str = "default", **_: object) -> None:
    """Give the application's role its rights on all tables; take away change and removal on the append-only ones."""
    with connections[using].cursor() as cursor:
        cursor.execute(RIGHTS)
        existing = set(connections[using].introspection.table_names(cursor))
        for table in APPEND_ONLY:
            if table in existing:
                cursor.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}")
