from django.db import migrations

from concord.core.matters.shield import PERSON, shield


class Migration(migrations.Migration):
    dependencies = [("papers", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("papers_paper", or_else=f"(matter_id IS NULL AND added_by_id = {PERSON})")]
