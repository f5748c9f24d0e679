"""The second lock: PostgreSQL row-level security on matters and on what hangs on them, as migration operations.

The reader is declared for each transaction by `access.declare_*`; without a declaration there are no rows. The
table owner, who migrates, is not bound by it; the application connects as another role. Writing is checked by the
deeds, which fetch through access first; reading is checked twice.
"""

from django.db import migrations

SCOPE = "(SELECT current_setting('concord.scope', true))"
PERSON = "(SELECT NULLIF(current_setting('concord.person', true), '')::bigint)"
PLACES = "(SELECT COALESCE(NULLIF(current_setting('concord.places', true), ''), '{}')::text[])"
BODIES = "(SELECT COALESCE(NULLIF(current_setting('concord.organisations', true), ''), '{}')::bigint[])"
MATTER = "(SELECT NULLIF(current_setting('concord.matter', true), '')::bigint)"

SEES_MATTER = f"""
    {SCOPE} = 'system'
    OR id = {MATTER}
    OR place_id LIKE ANY ({PLACES}::text[])
    OR lead_id = ANY ({BODIES}::bigint[])
    OR EXISTS (SELECT 1 FROM matters_involvement i WHERE i.matter_id = matters_matter.id AND i.until IS NULL
               AND (i.person_id = {PERSON} OR i.organisation_id = ANY ({BODIES}::bigint[])))
"""  # noqa: S608  # our own names only


def shield_by(table: str, condition: str) -> migrations.RunSQL:
    """Rows of `table` are seen, changed and removed under a condition of its own."""
    return migrations.RunSQL(
        f"""ALTER TABLE {table} ENABLE ROW LEVEL SECURITY;
        CREATE POLICY reading ON {table} FOR SELECT USING ({condition});
        CREATE POLICY adding ON {table} FOR INSERT WITH CHECK (true);
        CREATE POLICY changing ON {table} FOR UPDATE USING ({condition}) WITH CHECK (true);
        CREATE POLICY removing ON {table} FOR DELETE USING ({condition});""",
        f"""DROP POLICY reading ON {table}; DROP POLICY adding ON {table};
        DROP POLICY changing ON {table}; DROP POLICY removing ON {table};
        ALTER TABLE {table} DISABLE ROW LEVEL SECURITY;""",
    )


def shield_matters() -> migrations.RunSQL:
    """Matters are seen by place, by leading body, by involvement, or by a follow code."""
    return shield_by("matters_matter", SEES_MATTER)


def shield(
    table: str, column: str = "matter_id", *, through: str = "matters_matter", or_else: str = "false"
) -> migrations.RunSQL:
    """Rows of `table` are seen by whoever sees the matter in `column`, by the system, or under `or_else`.

    What hangs on a matter by way of another shielded table names that table in `through`.
    """
    matter = f"EXISTS (SELECT 1 FROM {through} m WHERE m.id = {table}.{column})"  # noqa: S608  # our own names only
    return shield_by(table, f"{SCOPE} = 'system' OR {or_else} OR {matter}")
