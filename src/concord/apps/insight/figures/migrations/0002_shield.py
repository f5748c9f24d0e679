from django.db import migrations

from concord.core.matters.shield import BODIES, PERSON, PLACES, SCOPE, shield_by

# As matters are seen, by the entry's own columns, so that counting many does not look each one's matter up.
SEES_ENTRY = f"""
    {SCOPE} = 'system'
    OR place_id LIKE ANY ({PLACES}::text[])
    OR lead_id = ANY ({BODIES}::bigint[])
    OR EXISTS (SELECT 1 FROM matters_involvement i WHERE i.matter_id = figures_entry.matter_id AND i.until IS NULL
               AND (i.person_id = {PERSON} OR i.organisation_id = ANY ({BODIES}::bigint[])))
"""


class Migration(migrations.Migration):
    dependencies = [("figures", "0001_initial"), ("matters", "0002_shield")]
    operations = [
        shield_by("figures_entry", SEES_ENTRY),
        shield_by("figures_rollup", f"{SCOPE} = 'system' OR county LIKE ANY ({PLACES}::text[])"),
    ]
