from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0002_places_by_name")]
    operations = [
        migrations.AddField("person", "one_time_until", models.DateTimeField(blank=True, null=True)),
    ]
