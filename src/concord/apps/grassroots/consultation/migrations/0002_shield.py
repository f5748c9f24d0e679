from django.db import migrations

from concord.core.matters.shield import shield



class Migration(migrations.Migration):
    dependencies = [("consultation", "0001_initial"), ("matters", "0002_shield")]
    operations = [
        shield("consultation_consultation"),
        shield("consultation_participant", "consultation_id"),
        shield("consultation_remark", "consultation_id"),
        shield("consultation_decision", "consultation_id"),
        shield("consultation_opinion", "consultation_id"),
        shield("consultation_booking", "consultation_id"),
    ]
