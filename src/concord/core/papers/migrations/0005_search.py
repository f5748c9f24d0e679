import django.contrib.postgres.indexes
import django.contrib.postgres.search
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("papers", "0004_shield_signatures")]
    operations = [
        migrations.AddField("paper", "bigrams", django.contrib.postgres.search.SearchVectorField(null=True)),
        migrations.AddIndex("paper", django.contrib.postgres.indexes.GinIndex(fields=["bigrams"], name="paper_bigrams")),
    ]
