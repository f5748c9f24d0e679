from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("matters", "0002_shield"), ("acts", "0002_append_only")]
    operations = [shield("acts_act")]
