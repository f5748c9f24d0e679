from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("crosswalks", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("crosswalks_crossed"), shield("crosswalks_moved")]
