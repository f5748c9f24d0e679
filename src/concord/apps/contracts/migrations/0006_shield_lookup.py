from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("contracts", "0005_lookup"), ("matters", "0002_shield")]
    operations = [shield("contracts_lookup", "contract_id")]
