from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("agenda", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("agenda_task")]
