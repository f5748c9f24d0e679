from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("acts", "0002_append_only")]
    operations = [migrations.AlterField("act", "at", models.DateTimeField(auto_now_add=True))]
