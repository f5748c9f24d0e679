from django.db import migrations

from concord.core.matters.shield import shield

TABLES = ["report", "correction", "contest", "appointment", "offer", "settlement", "rating", "objection"]


class Migration(migrations.Migration):
    dependencies = [("disputes", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("disputes_dispute")] + [shield(f"disputes_{table}", "dispute_id") for table in TABLES]
