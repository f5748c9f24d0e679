from django.contrib.postgres.indexes import GinIndex, OpClass
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]
    operations = [
        migrations.RemoveIndex("place", "place_name"),
        migrations.AddIndex("place", models.Index(OpClass("name", "text_pattern_ops"), name="place_name")),
        migrations.AddIndex("place", GinIndex(OpClass("name", "gin_trgm_ops"), name="place_name_within")),
    ]
