from django.db import migrations

from concord.core.matters.shield import shield


class Migration(migrations.Migration):
    dependencies = [("contracts", "0009_asset"), ("matters", "0002_shield")]
    operations = [shield("contracts_asset", "contract_id")]
