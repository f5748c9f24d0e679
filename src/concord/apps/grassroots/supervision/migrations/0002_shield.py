from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("supervision", "0001_initial"), ("matters", "0002_shield")]
    operations = [
        shield("supervision_case"),
        shield("supervision_latework", "case_id"),
        shield("supervision_follower", "case_id"),
        shield("supervision_statement", "case_id"),
        shield("supervision_finding", "case_id"),
        shield("supervision_objection", "case_id"),
    ]
