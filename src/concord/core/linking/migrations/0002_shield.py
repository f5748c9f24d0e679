from django.db import migrations

from concord.core.matters.shield import SCOPE, shield, shield_by

# A pair is there only for whoever sees both of its matters.
BOTH = """EXISTS (SELECT 1 FROM matters_matter m WHERE m.id = linking_pair.left_id)
    AND EXISTS (SELECT 1 FROM matters_matter m WHERE m.id = linking_pair.right_id)"""


class Migration(migrations.Migration):
    dependencies = [("linking", "0001_initial"), ("matters", "0002_shield")]
    operations = [
        shield("linking_compared"),
        shield("linking_key"),
        shield("linking_waiting"),
        shield("linking_grouped"),
        shield_by("linking_pair", f"{SCOPE} = 'system' OR ({BOTH})"),
        shield_by("linking_found", f"{SCOPE} = 'system'"),
    ]
