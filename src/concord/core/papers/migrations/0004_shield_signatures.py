from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_place_of_photo"), ("matters", "0002_shield")]
    operations = [shield("papers_signature", "paper_id", through="papers_paper")]
