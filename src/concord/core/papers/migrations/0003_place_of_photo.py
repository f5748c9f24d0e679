from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_shield")]
    operations = [
        migrations.AddField("paper", name, models.DecimalField(decimal_places=6, max_digits=9, null=True))
        for name in ("latitude", "longitude")
    ]
