from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("warnings", "0001_initial"), ("matters", "0002_shield")]
    operations = [shield("warnings_earlywarning"), shield("warnings_watched"), shield("warnings_offer", "warning_id"), shield("warnings_affected", "warning_id")]
