from django.db import migrations

from concord.core.matters.shield import PERSON, shield


class Migration(migrations.Migration):
    dependencies = [("notices", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("notices_notice", or_else=f"person_id = {PERSON}")]
