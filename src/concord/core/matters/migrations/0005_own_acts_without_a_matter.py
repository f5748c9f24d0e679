from django.db import migrations

from concord.core.matters.shield import PERSON, SCOPE

MATTER = "EXISTS (SELECT 1 FROM matters_matter m WHERE m.id = acts_act.matter_id)"
OWN = f"(matter_id IS NULL AND actor_id = {PERSON})"


class Migration(migrations.Migration):
    dependencies = [("matters", "0004_follow_codes_of_parties"), ("acts", "0003_at_by_the_application")]
    operations = [
        migrations.RunSQL(
            f"ALTER POLICY reading ON acts_act USING ({SCOPE} = 'system' OR {OWN} OR {MATTER})",
            f"ALTER POLICY reading ON acts_act USING ({SCOPE} = 'system' OR {MATTER})",
        )
    ]
