from django.db import migrations

from concord.core.matters.shield import shield, shield_matters


class Migration(migrations.Migration):
    dependencies = [("matters", "0001_initial")]
    operations = [
        migrations.RunSQL("CREATE SEQUENCE matters_number CACHE 20", "DROP SEQUENCE matters_number"),
        shield_matters(),
        shield("matters_party"),
        shield("matters_matterlink", "source_id"),
    ]
