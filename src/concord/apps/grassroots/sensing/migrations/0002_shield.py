from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("grassroots", "0001_initial"), ("matters", "0002_shield")]
    operations = [
        shield("grassroots_sighting"),
        shield("grassroots_sightingphoto", "sighting_id"),
    ]
