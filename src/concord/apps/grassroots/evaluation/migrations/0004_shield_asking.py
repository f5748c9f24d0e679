from django.db import migrations

from concord.core.matters.shield import PERSON, PLACES, SCOPE, shield, shield_by

# A figure's objection is read by its unit, the person it is about, and whoever looks after the unit's place.
CONCERNED = f"""
    {SCOPE} = 'system' OR raised_by_id = {PERSON} OR EXISTS (
        SELECT 1 FROM evaluation_figure f JOIN evaluation_sheet s ON s.id = f.sheet_id
        JOIN people_organisation o ON o.id = s.unit_id
        WHERE f.id = evaluation_objection.figure_id AND (
            s.person_id = {PERSON} OR o.place_id LIKE ANY ({PLACES}::text[]) OR EXISTS (
                SELECT 1 FROM people_membership w WHERE w.organisation_id = o.id AND w.person_id = {PERSON}
                AND w.starts <= CURRENT_DATE AND (w.ends IS NULL OR w.ends >= CURRENT_DATE))))
"""


class Migration(migrations.Migration):
    dependencies = [("evaluation", "0003_asking"), ("matters", "0002_shield")]
    operations = [
        shield("evaluation_asking"),
        shield("evaluation_putright"),
        shield_by("evaluation_answer", f"{SCOPE} = 'system'"),
        shield_by("evaluation_objection", CONCERNED),
    ]
