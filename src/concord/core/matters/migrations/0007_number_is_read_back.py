"""The database gives a matter its number while it is inserted; the table stays as it is."""

from django.db import migrations

import concord.core.matters.models


class Migration(migrations.Migration):
    dependencies = [("matters", "0006_search_statistics")]
    operations = [
        migrations.AlterField("matter", "number", concord.core.matters.models.NumberField(max_length=32, unique=True))
    ]
