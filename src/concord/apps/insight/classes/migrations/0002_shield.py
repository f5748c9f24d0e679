from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("classes", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("classes_judged"), shield("classes_asked"), shield("classes_skipped", "asked_id", through="classes_asked")]
